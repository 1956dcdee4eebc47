import { recall, remember } from '../../session/remember.ts'
import type { Outgoing } from './next-to-send.ts'
import { isHeld } from './next-to-send.ts'
import { outboxDisk } from './outbox-disk.ts'
import { transmit } from './transmit.ts'

/** The keys of messages whose page was left while they were held: it has sent them, or the next page does. */
const LEFT = 'left-messages'
const left = () => recall<string[]>(LEFT, [])

interface Outbox {
  waiting: Map<string, Outgoing>
  update: (key: string, change: Partial<Outgoing>) => void
  forget: (key: string) => void
  drain: () => void
}

/**
 * Sent replies wait a little, so that they can be taken back:
 *   posted → held → (time is up, sent on, or the page is left) → queued … or taken back
 * Other tabs know a held message from the disk; the one that took it back has taken it off there.
 */
export function holdOf({ waiting, update, forget, drain }: Outbox) {
  const kept = new Map<string, Promise<boolean>>()
  const heldOnes = () => [...waiting.values()].filter((one) => isHeld(one, Date.now()))

  function keep(message: Outgoing): void {
    const stored = outboxDisk.put(message)
    if (message.heldUntil !== undefined) kept.set(message.key, stored)
  }
  /** Sends what is held of a conversation; false when nothing was. */
  function sendNow(conversationId: number): boolean {
    const held = heldOnes().filter((one) => one.conversationId === conversationId)
    for (const one of held) update(one.key, { heldUntil: 0 })
    if (held.length > 0) drain()
    return held.length > 0
  }
  /** Gives a message back that has not left yet, or that was refused; null when it is too late. */
  function takeBack(key: string): Outgoing | null {
    const message = waiting.get(key)
    const isHere = message?.state === 'failed' || (message && isHeld(message, Date.now()) && !left().includes(key))
    if (!isHere) return null
    forget(key)
    return message
  }
  /** Whether a message whose time is up is still to be sent: another tab may have taken it back or sent it. */
  async function isStillWanted({ key, heldUntil }: Outgoing): Promise<boolean> {
    if (heldUntil === undefined) return true
    if ((await kept.get(key)) === false) return true
    const keys = await outboxDisk.keys()
    return keys === null || keys.includes(key)
  }
  // Files do not fit into what outlives a page: they leave with the next one.
  window.addEventListener('pagehide', () => {
    const held = heldOnes()
    if (held.length > 0) remember(LEFT, [...new Set([...left(), ...held.map((one) => one.key)])].slice(-50))
    for (const one of held) if (one.files.length === 0) void transmit(one, () => undefined, true)
  })
  return { keep, sendNow, takeBack, isStillWanted }
}

/** Until when a message that was found on the disk is held, which is over when its page was left. */
export function stillHeld({ key, heldUntil }: Outgoing): Pick<Outgoing, 'heldUntil'> {
  if (heldUntil === undefined) return {}
  return { heldUntil: left().includes(key) ? 0 : heldUntil }
}
