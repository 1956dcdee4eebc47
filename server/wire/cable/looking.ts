import { randomUUID } from 'node:crypto'
import { lookAt, lookAway, type Looking } from '../../features/presence/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { Listener } from './room-channel.ts'

/** Which subscriptions of this process are in front of somebody. Ours: who looks at the desk is not told by other ways as well. */
export interface LookingDesk {
  look(listener: Listener, isLooking: boolean): Promise<void>
}

/** Keeps who looks at the desk, per subscription; what is kept in scratch runs out by itself. */
export function createLookingDesk({ scratch }: Pick<Ports, 'scratch'>): LookingDesk {
  const windows = new WeakMap<Listener, Looking>()
  return {
    look: async (listener, isLooking) => {
      const { accountId, userId } = listener
      if (userId === undefined) return
      const looking = windows.get(listener) ?? { accountId, userId, window: randomUUID() }
      windows.set(listener, looking)
      await (isLooking ? lookAt(scratch, looking) : lookAway(scratch, looking))
    },
  }
}
