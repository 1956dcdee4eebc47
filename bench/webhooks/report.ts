import type { Friendly } from './friendly.ts'
import type { Hostile } from './hostile.ts'

type Line = [what: string, figure: string, aim?: string]

/** Prints what a receiver sees that answers at once. */
export function printFriendly(events: number, { latency, writing, delivering }: Friendly): void {
  print([
    ['Change to receiver, 20 a second', `p50 ${latency.p50} ms, p95 ${latency.p95} ms`],
    ['Events written, 8 writers', `${(events / writing).toFixed(0)}/s`],
    ['Deliveries, from the first write', `${(events / delivering).toFixed(0)}/s`],
    ['The last one after the last write', `${(delivering - writing).toFixed(1)} s`],
  ])
}

/** Prints what came of a hostile receiver, with what must be true beside it. */
export function printHostile(events: number, one: Hostile): void {
  print([
    ['Hostile receiver: delivered', `${one.delivered} of ${events}`, 'all'],
    ['Missing, out of order, without a row', `${one.missing}, ${one.outOfOrder}, ${one.unlogged}`, '0, 0, 0'],
    ['Requests, attempts in the log', `${one.requests}, ${one.attempts}`],
    ['Attempts cut off by a kill', `${one.lost}`],
    ['Came again under the same id', `${one.repeated}`],
    ['Kills, restarts of the database', `${one.kills}, ${one.restarts}`],
    ['Time in all', `${one.seconds.toFixed(0)} s, ${(events / one.seconds).toFixed(0)}/s`],
  ])
}

function print(lines: Line[]): void {
  for (const [what, figure, aim = ''] of lines) console.log(`${what.padEnd(40)} ${figure.padEnd(32)} ${aim}`)
}
