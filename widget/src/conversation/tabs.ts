import type { Message } from './message.ts'

/** What the tabs of one visitor tell each other. */
export type TabWord =
  | { kind: 'letters' }
  | { kind: 'delivered'; message: Message }
  | { kind: 'seen'; id: number }
  | { kind: 'identity'; token: string }

interface Tabs {
  tell(word: TabWord): void
  /** One tab at a time does `work`; the others wait for their turn. */
  alone(work: () => Promise<void>): Promise<void>
}

export function joinTabs(websiteToken: string, hear: (word: TabWord) => void): Tabs {
  const name = `porchlight:${websiteToken}`
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : undefined
  channel?.addEventListener('message', ({ data }) => hear(data as TabWord))
  return {
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, only its origin
    tell: (word) => channel?.postMessage(word),
    alone: async (work) => {
      if (!navigator.locks) return work()
      await navigator.locks.request(name, work)
    },
  }
}
