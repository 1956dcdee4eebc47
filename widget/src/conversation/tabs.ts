import type { Message } from './message.ts'

/** What the tabs of one visitor tell each other. */
export type TabWord =
  | { kind: 'letters' }
  | { kind: 'delivered'; message: Message }
  | { kind: 'seen'; id: number }
  | { kind: 'dismissed'; id: number }
  | { kind: 'identity'; token: string }
  | { kind: 'reset' }

interface Tabs {
  tell(word: TabWord): void
  /** One tab at a time does `work`; the others wait for their turn. */
  alone(work: () => Promise<void>): Promise<void>
}

/** A browser that denies a third-party frame its storage denies it locks too; alone in its memory, the tab needs none. */
async function underLock(name: string, work: () => Promise<void>): Promise<void> {
  let begun = false
  const turn = () => {
    begun = true
    return work()
  }
  try {
    await navigator.locks.request(name, turn)
  } catch (error) {
    if (begun) throw error
    await work()
  }
}

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name)
  } catch {
    return undefined // refused with the storage, or too old: this tab is alone
  }
}

export function joinTabs(websiteToken: string, hear: (word: TabWord) => void): Tabs {
  const name = `porchlight:${websiteToken}`
  const channel = openChannel(name)
  channel?.addEventListener('message', ({ data }) => hear(data as TabWord))
  return {
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, only its origin
    tell: (word) => channel?.postMessage(word),
    alone: (work) => (navigator.locks ? underLock(name, work) : work()),
  }
}
