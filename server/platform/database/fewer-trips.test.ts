import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase, type TestDatabase } from '../../testing/database.ts'
import { AT_COMMIT } from './fewer-trips.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await aDatabase(2)
  await sql`create table lamp (name text unique)`.execute(database.db)
})
afterAll(() => database.close())

const marked = (name: string) => sql`${sql.raw(AT_COMMIT)} insert into lamp values (${name})`
const names = async () => (await sql<{ name: string }>`select name from lamp order by 1`.execute(database.db)).rows

test('what is said at commit is committed with the rest, in the order in which it was said', async () => {
  await database.db.transaction().execute(async (tx) => {
    await marked('first').execute(tx)
    await marked('second').execute(tx)
  })
  expect(await names()).toEqual([{ name: 'first' }, { name: 'second' }])
  await sql`delete from lamp`.execute(database.db)
})

test('a statement that follows sees what was said at commit', async () => {
  const seen = await database.db.transaction().execute(async (tx) => {
    await marked('early').execute(tx)
    return (await sql`select name from lamp`.execute(tx)).rows
  })
  expect(seen).toEqual([{ name: 'early' }])
  await sql`delete from lamp`.execute(database.db)
})

test('when what is said at commit fails, nothing is acknowledged and nothing is stored', async () => {
  const work = database.db.transaction().execute(async (tx) => {
    await sql`insert into lamp values ('desk')`.execute(tx)
    await marked('desk').execute(tx)
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await names()).toEqual([])
})

test('a transaction that is given up stores nothing, and its connection goes on', async () => {
  for (let round = 0; round < 3; round++) {
    const work = database.db.transaction().execute(async (tx) => {
      await marked('given up').execute(tx)
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
  }
  const empty = database.db.transaction().execute(async () => 'nothing said')
  expect(await empty).toBe('nothing said')
  expect(await names()).toEqual([])
})

test('a connection that is lost in a transaction fails it', async () => {
  const work = database.db.transaction().execute(async (tx) => {
    await sql`insert into lamp values ('lost')`.execute(tx)
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx).catch(() => undefined)
    await marked('lost too').execute(tx)
  })
  await expect(work).rejects.toThrow()
  expect(await names()).toEqual([])
})
