import { sql, type RawBuilder } from 'kysely'
import { PLANNED_EACH_TIME } from '../../platform/database/named-statements.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Range } from './buckets.ts'
import { cutBuckets, type Piece, type State } from './cut-range.ts'
import { addedUp, columnsOf, type Sum } from './measures.ts'
import { sumsOfHistory, type Dimension } from './raw-history.ts'

/** What is asked: sums of buckets, for one or all things of a dimension. */
export interface Question<Name extends Sum> {
  accountId: number
  dimension: Dimension
  /** Absent: every one of which there is anything. */
  keys?: string[] | undefined
  /** In order, each beginning where the one before ends. */
  buckets: Range[]
  sums: readonly Name[]
}

/** The sums of one thing in one bucket. */
export type Answer<Name extends Sum> = { bucket: number; key: string } & Record<Name, number>

/**
 * Reads sums, as they are at this moment: from what was summed up where that is true, and from the rows themselves where it is not
 * yet. Buckets and things without anything are left out.
 */
export async function readSums<Name extends Sum>(db: Reader, question: Question<Name>): Promise<Answer<Name>[]> {
  // Both statements look at the same moment; an hour that is closed between them would be missing, or count twice.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const pieces = cutBuckets(question.buckets, await readState(tx, question))
      return pieces.length === 0 ? [] : addUp(tx, question, pieces)
    })
}

async function readState(tx: Reader, { accountId, buckets }: Question<Sum>): Promise<State> {
  const since = buckets[0]?.since ?? new Date(0)
  const until = buckets.at(-1)?.until ?? new Date(0)
  const { rows } = await sql<{ first: Date | null; closed: Date | null; changed: Date[] }>`
    select closed_until as closed,
      (select min(at) from report_rollups where account_id = ${accountId} and grain = 'hour' and dimension = 'account'
        and key = '') as first,
      array(select distinct hour from report_changes where account_id = ${accountId}
        and hour > ${since}::timestamptz - interval '1 hour' and hour < ${until}) as changed
    from report_clock`.execute(tx)
  const [row] = rows
  const changed = new Set((row?.changed ?? []).map(Number))
  // Until hours are summed up for the first time, everything is read from the rows.
  if (!row?.closed) return { begins: Number(since), closedUntil: Number(since), changed }
  return {
    begins: Math.min(...changed, Number(row.closed), row.first ? Number(row.first) : Infinity),
    closedUntil: Number(row.closed),
    changed,
  }
}

async function addUp<Name extends Sum>(tx: Reader, question: Question<Name>, pieces: Piece[]): Promise<Answer<Name>[]> {
  const { accountId, dimension, keys, sums, buckets } = question
  const names = [...sums]
  // As texts: there may be thousands, and the driver takes its time over dates.
  const begins = buckets.map(({ since }) => since.toISOString())
  const bucketOf = (moment: RawBuilder<Date>) => sql`width_bucket(${moment}, ${begins}::timestamptz[]) - 1`
  const ours = sql`dimension = ${dimension} and ${keys ? sql`key = any(${keys}::text[])` : sql`true`}`
  const summed = pieces.filter(({ from }) => from !== 'rows')
  const raw = pieces.filter(({ from }) => from === 'rows')
  const parts = [
    ...(summed.length > 0
      ? [
          sql`select ${bucketOf(sql.ref('at'))} as bucket, key, ${columnsOf(names)} from (${tableOf(summed)}) as piece
            cross join lateral (
              select * from report_rollups
              where account_id = ${accountId} and grain = source and ${ours} and at >= begins and at < ends offset 0
            ) as kept`,
        ]
      : []),
    ...(raw.length > 0
      ? [
          sql`select place as bucket, key, ${columnsOf(names)} from (${sumsOfHistory(names, bucketOf)}) as told
            where ${ours}`,
        ]
      : []),
  ]
  // How many days and hours there are is not known beforehand, and one plan for a week and for ten years would be wrong for one.
  const { rows } = await sql<Answer<Name>>`${sql.raw(PLANNED_EACH_TIME)}
    with spans as (select ${accountId}::integer as account_id, begins, ends from (${tableOf(raw)}) as piece)
    select bucket, key, ${addedUp(names)} from (${sql.join(parts, sql` union all `)}) as parts group by bucket, key`.execute(
    tx,
  )
  return rows
}

function tableOf(pieces: Piece[]) {
  const moments = (name: 'begins' | 'ends') => pieces.map((piece) => new Date(piece[name]))
  return sql`select * from unnest(${pieces.map(({ from }) => from)}::text[],
    ${moments('begins')}::timestamptz[], ${moments('ends')}::timestamptz[]) as piece (source, begins, ends)`
}
