import { presenceOf, type PresenceOf } from '../../features/presence/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { Hub } from '../../platform/socket/hub.ts'
import { frameFor, type Frame } from './frame.ts'
import type { Listener } from './room-channel.ts'

const LOOK_MS = 5000

/** The presence frame of an account; visitors learn of agents only (contract 3.2). */
function presenceFrame(accountId: number, presence: PresenceOf, isAgent: boolean): Pick<Frame, 'event' | 'data'> {
  const { users, contacts } = presence
  return { event: 'presence.update', data: { account_id: accountId, users, ...(isAgent && { contacts }) } }
}

/** Tells who is there. All pictures of it go out here, one after the other, or an older could overtake a newer. */
export interface PresencePulse {
  /** Somebody may have come or gone: tells everybody to whom that is news. */
  look(): void
  /** Gives this listener the picture, news or not (contract 3.2). */
  answer(listener: Listener): Promise<void>
  stop(): void
}

/** Starts telling the listeners of this process. Ours: upstream's clients learn who came and went at their next ping. */
export function startPresencePulse(ports: Ports, hub: Hub): PresencePulse {
  const told = new Map<number, string>()
  const asked = new Set<Listener>()
  const tell = async () => {
    const answering = new Set(asked)
    asked.clear()
    const listeners = [...hub.all()] as Listener[]
    for (const accountId of new Set([...listeners, ...answering].map((listener) => listener.accountId))) {
      const presence = await presenceOf(ports, accountId)
      const text = JSON.stringify(presence)
      const isNews = told.get(accountId) !== text
      told.set(accountId, text)
      for (const listener of new Set([...listeners, ...answering])) {
        if (listener.accountId !== accountId || !(isNews || answering.has(listener))) continue
        const frame = presenceFrame(accountId, presence, listener.userId !== undefined)
        listener.send(frameFor(listener.identifier, frame, null))
      }
    }
  }
  return oneAtATime(tell, ports.log, (listener) => asked.add(listener))
}

function oneAtATime(tell: () => Promise<void>, log: Ports['log'], ask: (listener: Listener) => void): PresencePulse {
  let running: Promise<void> | undefined
  let again = false
  const lookUntilStill = async () => {
    while (again) {
      again = false
      await tell().catch((error: unknown) => log.debug({ error }, 'presence could not be told'))
    }
    running = undefined
  }
  const look = () => {
    again = true
    running ??= lookUntilStill()
    return running
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  timer.unref()
  return {
    look: () => void look(),
    answer: (listener) => {
      ask(listener)
      return look()
    },
    stop: () => clearInterval(timer),
  }
}
