import { sql } from 'kysely'
import { PLANNED_EACH_TIME } from '../../platform/database/named-statements.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Range } from './buckets.ts'
import type { FactKind } from './fact.ts'
import type { Dimension } from './raw-history.ts'

/** Between which values the middle lies, and below which nine of ten do; in seconds. */
export interface Spread {
  median: number
  p90: number
}

/** The facts that a spread is of. */
export interface Facts {
  accountId: number
  dimension: Dimension
  key: string
  kind: FactKind
  businessHours: boolean
}

const PLACES = { inbox: 'inbox_id', agent: 'assignee_id', team: 'team_id' }

/** The median and the 90th percentile of facts in each bucket that has any, by its index. Buckets follow each other. */
export async function readSpreads(db: Reader, facts: Facts, buckets: Range[]): Promise<Map<number, Spread>> {
  const [first, last] = [buckets[0], buckets.at(-1)]
  if (!first || !last) return new Map()
  const { accountId, kind, businessHours } = facts
  const value = sql.ref(businessHours ? 'value_in_business_hours' : 'value')
  const begins = buckets.map(({ since }) => since)
  const { rows } = await sql<{ bucket: number; both: [number, number] }>`${sql.raw(PLANNED_EACH_TIME)}
    select width_bucket(ended_at, ${begins}::timestamptz[]) - 1 as bucket,
      percentile_cont(array[0.5, 0.9]) within group (order by ${value}) as both
    from report_facts where account_id = ${accountId} and kind = ${kind}
      and ended_at >= ${first.since} and ended_at < ${last.until} and ${ofThing(facts)}
    group by 1`.execute(db)
  return new Map(rows.map(({ bucket, both: [median, p90] }) => [bucket, { median, p90 }]))
}

function ofThing({ dimension, key }: Facts) {
  if (dimension === 'account') return sql`true`
  if (dimension === 'label') {
    return sql`exists (select from conversations where conversations.id = report_facts.conversation_id
      and conversations.labels @> ${[key]}::text[])`
  }
  return sql`${sql.ref(PLACES[dimension as keyof typeof PLACES])} = ${Number(key)}`
}
