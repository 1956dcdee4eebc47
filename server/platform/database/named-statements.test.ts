import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { aDatabase } from '../../testing/database.ts'

async function preparedTexts(database: Awaited<ReturnType<typeof aDatabase>>, part: string) {
  const { rows } = await database.pool.query<{ statement: string }>(
    `select statement from pg_prepared_statements where statement like '%' || $1 || '%'`,
    [part],
  )
  return rows.map((row) => row.statement)
}

test('a query text is planned once per connection, whatever its values', async () => {
  const database = await aDatabase(1)
  onTestFinished(() => database.close())
  for (const name of ['A', 'B', 'C']) {
    await database.db.selectFrom('accounts').select('id').where('name', '=', name).execute()
  }
  expect(await preparedTexts(database, '"accounts"')).toEqual(['select "id" from "accounts" where "name" = $1'])
})

test('a list that is passed as one array is one text, however long', async () => {
  const database = await aDatabase(1)
  onTestFinished(() => database.close())
  for (const ids of [[1], [1, 2], [1, 2, 3]]) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from unnest(${ids}::int[]) as lamp`.execute(database.db)
    expect(rows[0]?.count).toBe(ids.length)
  }
  expect(await preparedTexts(database, 'as lamp')).toHaveLength(1)
})
