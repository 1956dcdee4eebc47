import { presenceOf, type PresenceOf } from '../../features/presence/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { Hub } from '../../platform/socket/hub.ts'
import { frameFor, type Frame } from './frame.ts'
import type { Listener } from './room-channel.ts'

const LOOK_MS = 5000

/** The presence frame of an account; visitors learn of agents only (contract 3.2). */
export function presenceFrame(
  accountId: number,
  presence: PresenceOf,
  isAgent: boolean,
): Pick<Frame, 'event' | 'data'> {
  const { users, contacts } = presence
  return { event: 'presence.update', data: { account_id: accountId, users, ...(isAgent && { contacts }) } }
}

/** Tells the listeners of this process when somebody came or went. Ours: upstream's clients learn it at their next ping. */
export function startPresencePulse(ports: Ports, hub: Hub): { look(): void; stop(): void } {
  const told = new Map<number, string>()
  const tell = async () => {
    const listeners = [...hub.all()] as Listener[]
    for (const accountId of new Set(listeners.map((listener) => listener.accountId))) {
      const presence = await presenceOf(ports, accountId)
      const text = JSON.stringify(presence)
      if (told.get(accountId) === text) continue
      told.set(accountId, text)
      for (const listener of listeners.filter((one) => one.accountId === accountId)) {
        const frame = presenceFrame(accountId, presence, listener.userId !== undefined)
        listener.send(frameFor(listener.identifier, frame, null))
      }
    }
  }
  // One look at a time, or an older picture could be told after a newer one.
  let looking = false
  let again = false
  const look = () => {
    again = true
    if (!looking) void lookUntilStill()
  }
  const lookUntilStill = async () => {
    looking = true
    while (again) {
      again = false
      await tell().catch((error: unknown) => ports.log.debug({ error }, 'presence could not be told'))
    }
    looking = false
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  return { look, stop: () => clearInterval(timer) }
}
