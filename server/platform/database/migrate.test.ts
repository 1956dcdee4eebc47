import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { aDatabase, anEmptyDatabase } from '../../testing/database.ts'
import { StartError } from '../config/start-error.ts'
import { connect } from './connection.ts'
import { describeSchema } from './describe-schema.ts'
import { explainExtension } from './explain-extension.ts'
import { migrate } from './migrate.ts'
import { statementsOf } from './statements-of.ts'

test('two processes that start at once migrate once and both go on', async () => {
  const database = await anEmptyDatabase()
  const other = connect(database.url, { size: 2, onError: () => undefined })
  onTestFinished(async () => {
    await other.close()
    await database.close()
  })
  const applied = await Promise.all([migrate(database.db), migrate(other.db)])
  const names = applied.flat()
  expect(names.length).toBeGreaterThan(0)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual([...names].sort())
  expect(await migrate(database.db)).toEqual([])
})

test('a database that is newer than the program is refused with a sentence, and left alone', async () => {
  const database = await aDatabase()
  onTestFinished(() => database.close())
  await sql`insert into kysely_migration values ('9999_from_tomorrow.sql', now()::text)`.execute(database.db)
  const refusal = await migrate(database.db).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StartError)
  expect((refusal as Error).message).toBe(
    'The database is newer than this program: it has 9999_from_tomorrow.sql. Start the newer Porchlight, or restore a backup made with this one.',
  )
})

test('a user who may not add extensions is told what to do, and goes on once somebody has added it', async () => {
  const database = await anEmptyDatabase()
  onTestFinished(() => database.close())
  const name = new URL(database.url).pathname.slice(1)
  // An owner may take a right away from themselves.
  const may = (verb: 'grant' | 'revoke') =>
    sql.raw(`${verb} create on database ${name} ${verb === 'grant' ? 'to' : 'from'} current_user`).execute(database.db)
  await may('revoke')
  const refusal = await migrate(database.db).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StartError)
  expect((refusal as Error).message).toMatch(/permission denied.*right CREATE.*create extension pg_trgm;/)
  expect((await sql`select to_regclass('accounts') as name`.execute(database.db)).rows).toEqual([{ name: null }])
  await may('grant')
  await sql`create extension pg_trgm`.execute(database.db)
  await sql`create extension unaccent`.execute(database.db)
  await may('revoke')
  expect((await migrate(database.db)).length).toBeGreaterThan(0)
})

test('the description of the schema is the same for every database that has all migrations', async () => {
  const [copied, migrated] = await Promise.all([aDatabase(), anEmptyDatabase()])
  onTestFinished(async () => {
    await Promise.all([copied.close(), migrated.close()])
  })
  await migrate(migrated.db)
  const description = await describeSchema(copied.db)
  expect(await describeSchema(migrated.db)).toBe(description)
  expect(description).toContain('create table messages (')
  expect(description).not.toContain('kysely_')
  await sql`create index lamps on messages (content_type)`.execute(migrated.db)
  expect(await describeSchema(migrated.db)).not.toBe(description)
})

test('a user who may not create an extension is told which, and what to do', async () => {
  const database = await anEmptyDatabase()
  onTestFinished(() => database.close())
  const url = new URL(database.url)
  const statement = 'create extension if not exists unaccent;'
  const refusal = await database.db
    .transaction()
    .execute(async (tx) => {
      await sql.raw(`revoke create on database "${url.pathname.slice(1)}" from public, current_user`).execute(tx)
      await sql.raw(statement).execute(tx).catch(explainExtension(statement))
    })
    .catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StartError)
  expect((refusal as Error).message).toMatch(
    /^The database needs PostgreSQL's own extension unaccent: permission denied to create extension "unaccent"\. Give this user the right CREATE on the database, or let an administrator run there: create extension unaccent; then start again\.$/,
  )
})

test('an extension that the server does not have is told of, and other failures stay what they are', async () => {
  const database = await anEmptyDatabase()
  onTestFinished(() => database.close())
  const run = (statement: string) =>
    sql
      .raw(statement)
      .execute(database.db)
      .catch(explainExtension(statement))
      .catch((error: unknown) => error)
  expect((await run('create extension lamplight;')) as Error).toMatchObject({
    name: 'StartError',
    message: expect.stringContaining("Install PostgreSQL's contrib package"),
  })
  expect(await run('create table (;')).not.toBeInstanceOf(StartError)
})

test('statements end with lines, and a body between dollar signs is part of one', () => {
  const text = `-- first
create table a (b text default ';');

create function f() returns trigger language plpgsql as $$
begin
  return null;
end
$$;
-- the end
`
  expect(
    statementsOf(text).map(
      (one) =>
        one
          .replace(/^\s*--.*$/gm, '')
          .trim()
          .split('\n').length,
    ),
  ).toEqual([1, 5])
})
