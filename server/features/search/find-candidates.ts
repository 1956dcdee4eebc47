import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Question } from './read-question.ts'

/** What is searched, under names that the migration of the search gave it. */
export interface Source {
  table: RawBuilder<unknown>
  /** The words of a row of `found`, as its index has them. */
  words: RawBuilder<unknown>
  /** What the index asks of its rows. */
  indexed: RawBuilder<SqlBool>
  /** Whether somebody may see a row of `candidates`. */
  visible: Expression<SqlBool>
  columns: RawBuilder<unknown>
  /** The index on the words. */
  index: string
  /** Words that no text holds, of which a row must have one: whose it is. */
  scope: string[]
}

/** A row that answers a question. */
export interface Candidate {
  id: number
  /** The conversation of a message. */
  conversationId: number | null
}

/** So many ids share one word for their age. */
const STEP = 4096

/** How many steps each look into the past takes in; the last one takes in the rest. */
const WINDOWS = [2, 32]

/** So many longer words count as whole ones. */
const MOST_LONGER = 40

/** However much is looked at in vain, it ends: this many rows that somebody must not see, or in which the words stand apart. */
const MOST_IN_VAIN = 2000

/**
 * The newest rows that answer a question and that somebody may see: first those that have its words, then those that have longer
 * words that begin with the last one. All rows that a beginning stands for must be known before the first of them is, so it is asked
 * for only when whole words are not enough; the longer words that many rows have are known beforehand and count as whole ones.
 */
export async function findCandidates(
  db: Reader,
  source: Source,
  { terms, open }: Pick<Question, 'terms' | 'open'>,
  most: number,
): Promise<Candidate[]> {
  const others = terms.slice(0, -1)
  const last = terms.at(-1) ?? ''
  const [newest, longer] = await Promise.all([newestId(db, source), open ? commonWords(db, source.index, last) : []])
  const known = sql`search_query(${others}::text[], false) && (search_query(${[last]}::text[], false) || ${anyOf(longer)}::text::tsquery)`
  const whole = await findNewest(db, source, { query: known, newest }, most)
  if (!open || whole.length >= most) return whole
  const begun = sql`search_query(${terms}::text[], true)`
  // Every look would gather those rows anew, so there is one.
  const more = await findNewest(db, source, { query: begun, newest, windows: [] }, most)
  const seen = new Set(whole.map((one) => one.id))
  return [...whole, ...more.filter((one) => !seen.has(one.id))].slice(0, most)
}

/**
 * The newest rows that match and that somebody may see. It looks into the past in growing windows and stops when it has enough, so
 * that a word that everybody says costs no more than one that nobody said.
 */
export async function findNewest(
  db: Reader,
  source: Source,
  { query, newest, windows = WINDOWS }: { query: RawBuilder<unknown>; newest: number; windows?: number[] },
  most: number,
): Promise<Candidate[]> {
  const found: Candidate[] = []
  let before = newest + 1
  let inVain = 0
  for (const window of windowsFrom(newest, windows)) {
    for (;;) {
      const rows = await look(db, source, query, { window, before, most })
      found.push(...rows.filter((row) => row.visible))
      inVain += rows.filter((row) => !row.visible).length
      before = rows.at(-1)?.id ?? before
      if (found.length >= most || inVain > MOST_IN_VAIN) return found.slice(0, most)
      if (rows.length < most) break
    }
  }
  return found
}

/** The longer words that begin with this one and that many rows have, as PostgreSQL's statistics of the index know them. */
async function commonWords(db: Reader, index: string, beginning: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from pg_stats, unnest(most_common_elems::text::text[]) as word, trim(search_words(${beginning})) as beginning
    where schemaname = current_schema() and tablename = ${index} and position(' ' in beginning) = 0
      and starts_with(word, beginning) limit ${MOST_LONGER}`.execute(db)
  return rows.map((row) => row.word)
}

/** The newest id there is. */
export async function newestId(db: Reader, { table }: Source): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from ${table}`.execute(db)
  return rows[0]?.id ?? 0
}

/** The words of age of each window, the newest first; null for the last, which needs none. */
function windowsFrom(newest: number, sizes: number[]): (string[] | null)[] {
  const windows: (string[] | null)[] = []
  let next = Math.floor(newest / STEP)
  for (const size of sizes) {
    if (next < 0) return windows
    const steps = Array.from({ length: Math.min(size, next + 1) }, (_, index) => next - index)
    windows.push(steps.map((step) => `#b${step}`))
    next -= size
  }
  return next < 0 ? windows : [...windows, null]
}

async function look(
  db: Reader,
  source: Source,
  query: RawBuilder<unknown>,
  { window, before, most }: { window: string[] | null; before: number; most: number },
): Promise<(Candidate & { visible: boolean })[]> {
  const scope = [source.scope, ...(window ? [window] : [])].map(anyOf).join(' & ')
  // The sums keep the planner from the index on the ids: reading rows by them until enough match is reading all for a rare word.
  // Where words must stand side by side, the index is asked for the words alone: it keeps no places, so that it would read every row
  // that has them, and not only the newest ones.
  const { rows } = await sql<Candidate & { visible: boolean }>`
    with asked as materialized (
      select query, (regexp_replace(query::text, '<(-|\\d+)>', '&', 'g')::tsquery && ${scope}::text::tsquery) as loose
      from (select ${query} as query) as given
    ), candidates as materialized (
      select ${source.columns} from ${source.table} as found
      where ${source.indexed} and (select numnode(query) > 0 from asked) and ${source.words} @@ (select loose from asked) and found.id + 0 < ${before}::bigint
      order by found.id + 0 desc limit ${most}
    )
    select candidates.id, candidates.conversation_id as "conversationId", ${source.visible} and (
      not asked.query::text like '%<%' or exists (
        select from ${source.table} as found where found.id = candidates.id and ${source.words} @@ asked.query)) as visible
    from candidates, asked order by candidates.id desc`.execute(db)
  return rows
}

function anyOf(words: string[]): string {
  const quoted = words.map((word) => `'${word.replaceAll(/['\\]/g, String.raw`\$&`)}'`)
  return quoted.length > 0 ? `(${quoted.join(' | ')})` : ''
}
