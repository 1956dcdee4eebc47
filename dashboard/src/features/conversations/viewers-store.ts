import { defineStore } from 'pinia'
import { markRaw, shallowReactive } from 'vue'
import type { Agent } from '../../api/wire.ts'
import type { Shelf } from '../../realtime/desk.ts'
import { useSession } from '../../session/session-store.ts'
import { useAgents } from '../agents/agent-store.ts'

/** A picture that is not told again is out of date: its last viewer, or the server that knew, went without a word. */
const FORGET_MS = 60_000

/** Which agents have which conversation open (ours, `conversation.viewers`). */
export const useViewers = defineStore('viewers', () => {
  const viewers = shallowReactive(new Map<number, readonly number[]>())
  const timers = new Map<number, ReturnType<typeof setTimeout>>()

  const shelf: Shelf<readonly number[]> = markRaw({
    get: (id) => viewers.get(id),
    set: (id, list) => {
      clearTimeout(timers.get(id))
      if (list.length === 0) return viewers.delete(id)
      timers.set(
        id,
        setTimeout(() => viewers.delete(id), FORGET_MS),
      )
      return viewers.set(id, list)
    },
    delete: (id) => viewers.delete(id),
  })

  function othersAt(id: number): Agent[] {
    const mine = useSession().user?.id
    const ids = viewers.get(id) ?? []
    return useAgents().all.filter((one) => one.id !== mine && ids.includes(one.id))
  }
  return { viewers, shelf, othersAt }
})
