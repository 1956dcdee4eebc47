import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { aDatabase } from '../../../testing/database.ts'

test('names in every alphabet can be looked up by parts of words', async () => {
  const database = await aDatabase()
  onTestFinished(() => database.close())
  for (const name of ['Maria', 'Müller', 'Мария', 'Μαρία', '田中太郎', 'محمد']) {
    const { rows } = await sql<{ parts: string[] }>`select show_trgm(${name}) as parts`.execute(database.db)
    expect(rows[0]?.parts.length, name).toBeGreaterThanOrEqual(name.length)
  }
})
