import type { z } from 'zod'
import type { rangeQuery, summaryQuery } from '../../contract/http/reports.ts'
import { invalid, notFound } from '../kernel/refusal.ts'
import { inboxIsOf } from '../features/inboxes/index.ts'
import { findLabel } from '../features/labels/index.ts'
import { loadAgent } from '../features/people/index.ts'
import { countBuckets, type Dimension, type GroupBy, type Range } from '../features/reports/index.ts'
import { findTeam } from '../features/teams/index.ts'
import type { Call } from '../platform/http/route.ts'
import type { MemberCaller } from './access.ts'

const DAY = 86_400_000
const USUAL_DAYS = 30

// A list of more would be read by nobody and keep everybody waiting.
const MOST_BUCKETS = 25_000

/** The time that a report is about: the last thirty days, where a client does not say. */
export function rangeOf(query: z.output<typeof rangeQuery>, now: Date): Range {
  const until = query.until ?? now
  const since = query.since ?? new Date(Math.max(0, until.getTime() - USUAL_DAYS * DAY))
  if (since > until) throw invalid('since', 'since must not be after until')
  return { since, until }
}

/** The same length of time directly before. */
export function rangeBefore({ since, until }: Range): Range {
  return { since: new Date(2 * since.getTime() - until.getTime()), until: since }
}

/** Refuses a time of more parts than anybody reads. */
export function refuseTooFine(range: Range, groupBy: GroupBy): void {
  if (countBuckets(range, groupBy) <= MOST_BUCKETS) return
  throw invalid('group_by', 'group_by is too fine for so long a time: group by something longer, or ask for less')
}

/** What a report is about. */
export interface Subject {
  dimension: Dimension
  key: string
}

/** The account, or the thing of the account that `type` and `id` name. */
export async function subjectOf(
  { ports: { reader }, caller: { accountId } }: Call<MemberCaller>,
  { type = 'account', id }: Pick<z.output<typeof summaryQuery>, 'type' | 'id'>,
): Promise<Subject> {
  if (type === 'account') return { dimension: type, key: '' }
  if (id === undefined) throw invalid('id', `id must name the ${type} that the report is about`)
  if (type === 'label') {
    const label = await findLabel(reader, accountId, id)
    if (!label) throw notFound()
    return { dimension: type, key: label.title }
  }
  if (type === 'agent') await loadAgent(reader, accountId, id)
  if (type === 'inbox' && !(await inboxIsOf(reader, accountId, id))) throw notFound()
  if (type === 'team' && !(await findTeam(reader, accountId, id))) throw notFound()
  return { dimension: type, key: String(id) }
}

/** Minutes ahead of UTC. */
export function offsetOf(query: z.output<typeof rangeQuery>): number {
  return Math.round((query.timezone_offset ?? 0) * 60)
}
