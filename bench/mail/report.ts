import type { Memory } from '../memory.ts'
import type { LargeMail } from './large-mail.ts'
import type { MailIn } from './mail-in.ts'
import type { MailLatency } from './mail-latency.ts'

/** All that was measured. */
export interface MailReport extends MailIn {
  /** Files and rows per second. */
  bound: number
  outgoing: number
  latency: MailLatency
  memory: LargeMail
}

/** Prints a report as a table, with the aims beside the figures. */
export function printMailReport({ bound, smtp, imap, outgoing, latency, memory }: MailReport): void {
  const spread = (times: { p50: number; p95: number } | null) =>
    times ? `p50 ${times.p50} ms, p95 ${times.p95} ms` : 'no message came'
  const megabytes = ({ rss }: Memory) => `${rss} MB`
  const lines: [string, string, string?][] = [
    ['Mails in over SMTP, 8 senders', `${smtp.toFixed(0)}/s`],
    ['The same bytes and a row each, 8 writers', `${bound.toFixed(0)}/s`],
    ['Share of that bound', `${((smtp / bound) * 100).toFixed(0)} %`],
    ['Mails in over IMAP, one mailbox', `${imap.toFixed(0)}/s`],
    ['Mails out', `${outgoing.toFixed(0)}/s`],
    ['Delivery to stored mail', spread(latency.stored)],
    ["Delivery to an agent's socket", spread(latency.socket), latency.screen ? '' : 'p95 ≤ 3000 ms'],
    latency.screen
      ? ["Delivery to an agent's screen, in a browser", spread(latency.screen), 'p95 ≤ 3000 ms']
      : ["Delivery to an agent's screen", 'not measured: no browser, or not drawn'],
    ['Memory before a mail of 30 MB', megabytes(memory.before)],
    ['At most during it', `${memory.peakRss} MB (+${memory.peakRss - memory.before.rss})`],
    ['After it', megabytes(memory.after)],
    ['Time for it', `${memory.seconds.toFixed(1)} s`],
  ]
  for (const [what, figure, aim = ''] of lines) console.log(`${what.padEnd(40)} ${figure.padEnd(32)} ${aim}`)
}
