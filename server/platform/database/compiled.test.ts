import { expect, onTestFinished, test, vi } from 'vitest'
import { aDatabase } from '../../testing/database.ts'
import { compiled, type Given } from './compiled.ts'
import type { Reader } from './reader.ts'

test('a compiled query is built once and runs with the values of each call, in a transaction too', async () => {
  const database = await aDatabase()
  onTestFinished(() => database.close())
  await database.db
    .insertInto('accounts')
    .values([{ name: 'A' }, { name: 'B', locale: 'de' }])
    .execute()
  const build = vi.fn((db: Reader, given: Given<{ name: string; locale: string }>) =>
    db
      .selectFrom('accounts')
      .select('name')
      .where('locale', '=', given.locale)
      .where('name', '=', given.name)
      .where('status', '=', 'active'),
  )
  const find = compiled(build)
  expect(await find(database.db, { name: 'A', locale: 'en' })).toEqual([{ name: 'A' }])
  expect(await find(database.db, { name: 'A', locale: 'de' })).toEqual([])
  await database.db.transaction().execute(async (tx) => {
    await tx.insertInto('accounts').values({ name: 'C' }).execute()
    expect(await find(tx, { name: 'C', locale: 'en' })).toEqual([{ name: 'C' }])
    expect(await find(database.db, { name: 'C', locale: 'en' })).toEqual([])
  })
  expect(build).toHaveBeenCalledOnce()
})
