import type { Ports } from '../../platform/http/ports.ts'
import type { Hub } from '../../platform/socket/hub.ts'
import { reauthorise } from './room-channel.ts'

const RETRY_MS = 1000

/** Keeps what people hear true to what they may hear. */
export interface KeptAccess {
  /** How often access was looked at again: a subscription that was authorised across a change is looked at again too. */
  changes(): number
  lookAgain(userIds: number[]): void
  /** Waits until every change of access so far is in force, so that nothing that follows is heard by those it took it from. */
  settled(): Promise<void>
}

/** Looks at access again, one look after the other: an older answer must not overwrite a newer one. A failed look is repeated. */
export function keepAccess(ports: Ports, hub: Hub): KeptAccess {
  const waiting = new Set<number>()
  let changes = 0
  let looking: Promise<void> | undefined
  const lookAtAll = async () => {
    while (waiting.size > 0) {
      const userIds = [...waiting]
      waiting.clear()
      try {
        await reauthorise(ports, hub, userIds)
      } catch (error) {
        ports.log.error({ error }, 'access could not be checked again; it is tried once more')
        for (const id of userIds) waiting.add(id)
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref())
      }
    }
    looking = undefined
  }
  return {
    changes: () => changes,
    lookAgain: (userIds) => {
      if (userIds.length === 0) return
      changes += 1
      for (const id of userIds) waiting.add(id)
      looking ??= lookAtAll()
    },
    settled: async () => looking,
  }
}
