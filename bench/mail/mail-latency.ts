import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { percentile } from '../percentile.ts'
import type { AgentScreen } from './agent-screen.ts'
import { ADDRESS, aMail, countStored, type MailDesk } from './mail-desk.ts'

const MAILS = 40
const WARM_UP = 5
const PAUSE_MS = 150
// Longer than anybody should wait.
const PATIENCE_MS = 15_000

/** In milliseconds, from the moment at which a mail is in the mailbox. */
export interface MailLatency {
  stored: { p50: number; p95: number }
  /** Null where no message came to the socket. */
  socket: { p50: number; p95: number } | null
  /** Until it is drawn in the list of a dashboard; null without a browser, or where it was not drawn. */
  screen: { p50: number; p95: number } | null
}

/** Delivers one mail after the other and waits for each. */
export async function measureMailLatency(desk: MailDesk, screen: AgentScreen | null): Promise<MailLatency> {
  const socket = await listen(desk)
  const heard = new Map<string, number>()
  socket.on('message', (data) => {
    const text = String(data)
    const mark = /latency-\d+-end/.exec(text)?.[0]
    if (mark && text.includes('"event":"message.created"') && !heard.has(mark)) heard.set(mark, performance.now())
  })
  const stored: number[] = []
  const sent = new Map<string, number>()
  for (let turn = 0; turn < MAILS + WARM_UP; turn++) {
    const before = await countStored(desk.pool)
    const mark = `latency-${turn}-end`
    await desk.dovecot.deliver(ADDRESS, aMail(mark))
    const begun = performance.now()
    await desk.stored(before + 1)
    if (turn >= WARM_UP) {
      stored.push(performance.now() - begun)
      sent.set(mark, begun)
    }
    await pause(PAUSE_MS)
  }
  const missIn = (arrived: Map<string, number>) => [...sent.keys()].some((mark) => !arrived.has(mark))
  let drawn = await screen?.drawn()
  for (let waited = 0; waited < PATIENCE_MS && (missIn(heard) || (drawn && missIn(drawn))); waited += 50) {
    await pause(50)
    drawn = await screen?.drawn()
  }
  socket.terminate()
  const until = (arrived: Map<string, number>) => {
    const samples = [...sent].flatMap(([mark, begun]) => {
      const at = arrived.get(mark)
      return at === undefined ? [] : [at - begun]
    })
    return samples.length === MAILS ? spread(samples) : null
  }
  return { stored: spread(stored), socket: until(heard), screen: drawn ? until(drawn) : null }
}

function spread(samples: number[]) {
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) }
}

async function listen({ url, identifier }: MailDesk): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/cable`, ['actioncable-v1-json'])
  await once(socket, 'open')
  socket.send(JSON.stringify({ command: 'subscribe', identifier }))
  await new Promise<void>((resolve) => {
    socket.on('message', (data) => String(data).includes('"type":"confirm_subscription"') && resolve())
  })
  return socket
}
