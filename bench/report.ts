import type { Latency } from './load.ts'
import type { Memory } from './memory.ts'

/** All that was measured. */
export interface Report {
  starts: { firstMs: number; secondMs: number }
  /** Per second, measured in turns. */
  rounds: { raw: number; http: number }[]
  /** Seconds until all that followed from the messages was done. */
  settled: number
  latency: ({ agents: number } & Latency)[]
  memory: { idle: Memory; writing: Memory; loaded: Memory }
  /** Gzipped bytes. */
  bundles: Record<string, number>
}

/** Prints a report as a table, with the aims beside the figures. */
export function printReport({ starts, rounds, settled, latency, memory, bundles }: Report): void {
  const raw = median(rounds.map((round) => round.raw))
  const http = median(rounds.map((round) => round.http))
  const share = median(rounds.map((round) => round.http / round.raw))
  const megabytes = ({ rss, pss }: Memory) => `${rss} MB${pss === null ? '' : ` (${pss} MB fair share)`}`
  const lines: [string, string, string?][] = [
    ['Start on an empty folder', `${starts.firstMs} ms`],
    ['Start again', `${starts.secondMs} ms`, '≤ 3000 ms'],
    ['Durable messages over HTTP, 8 writers', `${http.toFixed(0)}/s`],
    ['The same rows by plain SQL, 8 writers', `${raw.toFixed(0)}/s`],
    ['Share of the raw bound', `${(share * 100).toFixed(0)} %`, '≥ 50 %'],
    ['What followed from them, after the last', `${settled.toFixed(1)} s`],
    ...latency.map(({ agents, p50, p95 }): [string, string, string?] => [
      `Message to socket, ${agents} ${agents === 1 ? 'agent' : 'agents'}`,
      `p50 ${p50} ms, p95 ${p95} ms`,
      agents === 200 ? 'p95 ≤ 20 ms' : undefined,
    ]),
    ['Memory idle', megabytes(memory.idle)],
    ['Memory after writing', megabytes(memory.writing), '≤ 180 MB'],
    ['Memory after 200 sockets', megabytes(memory.loaded), '≤ 180 MB'],
    ...Object.entries(bundles).map(([name, bytes]): [string, string] => [
      `Bundle ${name}`,
      `${(bytes / 1024).toFixed(1)} KB gzip`,
    ]),
  ]
  for (const [what, figure, aim = ''] of lines) console.log(`${what.padEnd(40)} ${figure.padEnd(32)} ${aim}`)
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}
