import type { FactKind, Spread, Sum } from '../../features/reports/index.ts'

/** Which sums are counted, and which are divided by how many there were, for each word of the contract (2.16). */
interface Metric {
  counts: Sum[]
  /** Seconds of all together, by the clock and within business hours. */
  seconds?: { usual: Sum; business: Sum }
  kind?: FactKind
}

/** The metrics of the contract. */
export const METRICS = {
  conversations_count: { counts: ['open', 'resolved', 'pending', 'snoozed'] },
  incoming_messages_count: { counts: ['incoming'] },
  outgoing_messages_count: { counts: ['outgoing', 'bot_messages'] },
  avg_first_response_time: {
    counts: ['first_responses'],
    seconds: { usual: 'first_response_seconds', business: 'first_response_business_seconds' },
    kind: 'first_response',
  },
  avg_resolution_time: {
    counts: ['resolutions'],
    seconds: { usual: 'resolution_seconds', business: 'resolution_business_seconds' },
    kind: 'conversation_resolved',
  },
  reply_time: {
    counts: ['replies'],
    seconds: { usual: 'reply_seconds', business: 'reply_business_seconds' },
    kind: 'reply_time',
  },
  resolutions_count: { counts: ['resolutions'] },
  bot_resolutions_count: { counts: ['bot_resolutions'] },
  bot_handoffs_count: { counts: ['bot_handoffs'] },
} satisfies Record<string, Metric>

/** A metric by its name in the contract. */
export type MetricName = keyof typeof METRICS

/** A metric as what it is made of. */
export function metricOf(name: MetricName): Metric {
  return METRICS[name]
}

/** Sums, as far as they were asked for. */
export type SomeSums = Partial<Record<Sum, number>>

/** The sums that some metrics are made of, each once. */
export function sumsFor(names: MetricName[]): Sum[] {
  const metrics = names.map(metricOf)
  return [...new Set(metrics.flatMap(({ counts, seconds }) => [...counts, ...Object.values(seconds ?? {})]))]
}

/** How many there were. */
export function countOf(name: MetricName, sums: SomeSums | undefined): number {
  return metricOf(name).counts.reduce((total, sum) => total + (sums?.[sum] ?? 0), 0)
}

/** A count, or an average in seconds; no average of nothing. */
export function valueOf(name: MetricName, sums: SomeSums | undefined, businessHours: boolean): number | null {
  const { seconds } = metricOf(name)
  const count = countOf(name, sums)
  if (!seconds) return count
  return count === 0 ? null : (sums?.[businessHours ? seconds.business : seconds.usual] ?? 0) / count
}

/** The averages of ~2/reports/summary, and what our spreads of them are called. */
export const SPREADS = {
  first_response_time: 'avg_first_response_time',
  resolution_time: 'avg_resolution_time',
  reply_time: 'reply_time',
} satisfies Record<string, MetricName>

/** The median and the 90th percentile of what a summary has averages of. */
export function spreads(found: Record<keyof typeof SPREADS, Spread | undefined>) {
  return {
    median_first_response_time: found.first_response_time?.median ?? null,
    p90_first_response_time: found.first_response_time?.p90 ?? null,
    median_resolution_time: found.resolution_time?.median ?? null,
    p90_resolution_time: found.resolution_time?.p90 ?? null,
    median_reply_time: found.reply_time?.median ?? null,
    p90_reply_time: found.reply_time?.p90 ?? null,
  }
}

/** The metrics of ~2/reports/summary. */
export const SUMMARY = [
  'conversations_count',
  'incoming_messages_count',
  'outgoing_messages_count',
  'avg_first_response_time',
  'avg_resolution_time',
  'resolutions_count',
  'reply_time',
] as const

/** The metrics of ~2/reports/bot_summary. */
export const BOT_SUMMARY = ['bot_resolutions_count', 'bot_handoffs_count'] as const

/** Metrics by their names. */
export function valuesOf<Name extends MetricName>(
  names: readonly Name[],
  sums: SomeSums | undefined,
  businessHours: boolean,
) {
  return Object.fromEntries(names.map((name) => [name, valueOf(name, sums, businessHours)])) as Record<
    Name,
    number | null
  >
}

/** The metrics of a row of ~2/summary_reports. */
export const ROW: MetricName[] = [
  'conversations_count',
  'resolutions_count',
  'avg_resolution_time',
  'avg_first_response_time',
  'reply_time',
]

/** A row of ~2/summary_reports. */
export function summaryRow(sums: SomeSums | undefined, businessHours: boolean) {
  return {
    conversations_count: countOf('conversations_count', sums),
    resolved_conversations_count: countOf('resolutions_count', sums),
    avg_resolution_time: valueOf('avg_resolution_time', sums, businessHours),
    avg_first_response_time: valueOf('avg_first_response_time', sums, businessHours),
    avg_reply_time: valueOf('reply_time', sums, businessHours),
  }
}
