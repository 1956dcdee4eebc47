import { defineStore } from 'pinia'
import { markRaw, reactive, shallowReactive, shallowRef } from 'vue'
import { listAgents, listAssignableAgents } from '../../api/agents.ts'
import type { Agent, Availability } from '../../api/wire.ts'
import type { Shelf } from '../../realtime/desk.ts'
import { accountId } from '../../session/current-account.ts'
import { useSession } from '../../session/session-store.ts'

/** The agents of the account, who of them is here, and who may take conversations of which inbox. */
export const useAgents = defineStore('agents', () => {
  const all = shallowRef<Agent[]>([])
  const presence = reactive(new Map<number, Availability>())
  const assignable = shallowReactive(new Map<number, Agent[]>())

  const shelf: Shelf<Availability> = markRaw({
    get: (id) => presence.get(id),
    set: (id, state) => {
      presence.set(id, state)
      const session = useSession()
      const mine = session.membership(accountId.value)
      if (id === session.user?.id && mine && state !== 'offline') mine.availability = state
    },
    delete: (id) => presence.delete(id),
  })

  async function load(): Promise<void> {
    all.value = await listAgents(accountId.value)
    for (const agent of all.value) if (!presence.has(agent.id)) presence.set(agent.id, agent.availability_status)
  }
  async function loadAssignable(inboxId: number): Promise<void> {
    assignable.set(inboxId, await listAssignableAgents(accountId.value, inboxId))
  }
  return { all, presence, assignable, shelf, load, loadAssignable }
})
