import pg from 'pg'

// What a test could have changed besides rows: tables, columns, functions, constraints, triggers, and what the planner knows.
const SHAPE = `select concat_ws(' ',
  (select count(*) || ' ' || max(oid) from pg_class where relpersistence = 'p'),
  (select count(*) from pg_attribute where not attisdropped and attrelid > 16383),
  (select count(*) || ' ' || max(oid) from pg_proc),
  (select count(*) || ' ' || max(oid) from pg_constraint),
  (select count(*) filter (where tgenabled = 'O') from pg_trigger),
  (select count(*) from pg_stats where schemaname = 'public'),
  (select count(*) from pg_db_role_setting where setdatabase = (select oid from pg_database where datname = current_database()))
  ) as shape`

// Which migrations ran stays as it is; what else a new database holds is put back.
const EMPTY = `do $$
declare
  one record;
  has_rows boolean;
  full_tables text[] = '{}';
begin
  for one in select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where relname not in ('kysely_migration', 'kysely_migration_lock', 'migrations')
  loop
    execute 'select exists (select from ' || one.name || ')' into has_rows;
    if has_rows then full_tables = full_tables || one.name; end if;
  end loop;
  if cardinality(full_tables) > 0 then
    execute 'truncate ' || array_to_string(full_tables, ', ') || ' cascade';
  end if;
  for one in select format('%I.%I', schemaname, sequencename) as name from pg_sequences where last_value is not null
  loop
    execute 'alter sequence ' || one.name || ' restart';
  end loop;
end $$`

/** A connection that empties one database after each test. */
export interface Sweeper {
  /** Takes away every row; false when the database is not like a new one in other ways. */
  sweep(): Promise<boolean>
  close(): Promise<void>
}

/** Opens the sweeper of a database that is new. */
export async function openSweeper(url: string): Promise<Sweeper> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const shape = async () => (await client.query<{ shape: string }>(SHAPE)).rows[0]?.shape
  const shapeOfNew = await shape()
  const rowsOfNew = await keptRows(client)
  const sweep = async () => {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    if ((await shape()) !== shapeOfNew) return false
    await client.query(EMPTY)
    for (const { name, rows } of rowsOfNew) {
      await client.query(`insert into ${name} select * from json_populate_recordset(null::${name}, $1)`, [rows])
    }
    return true
  }
  return { sweep: () => sweep().catch(() => false), close: () => client.end().catch(() => undefined) }
}

/** What migrations wrote into tables, as JSON. */
async function keptRows(client: pg.Client): Promise<{ name: string; rows: string }[]> {
  const tables = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where relname not in ('kysely_migration', 'kysely_migration_lock', 'migrations')`,
  )
  const kept: { name: string; rows: string }[] = []
  for (const { name } of tables.rows) {
    const found = await client.query<{ rows: string | null }>(`select json_agg(one)::text as rows from ${name} as one`)
    const rows = found.rows[0]?.rows
    if (rows) kept.push({ name, rows })
  }
  return kept
}
