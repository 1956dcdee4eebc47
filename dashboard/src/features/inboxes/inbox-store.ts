import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { createInbox, listInboxes } from '../../api/inboxes.ts'
import type { NewInbox } from '../../api/inboxes.ts'
import type { Inbox } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'

/** The inboxes this agent may see. */
export const useInboxes = defineStore('inboxes', () => {
  const all = shallowRef<Inbox[]>([])
  const loaded = shallowRef(false)
  const byId = computed(() => new Map(all.value.map((one) => [one.id, one])))

  async function load(): Promise<void> {
    all.value = await listInboxes(accountId.value)
    loaded.value = true
  }
  async function create(inbox: NewInbox): Promise<Inbox> {
    const created = await createInbox(accountId.value, inbox)
    await load()
    return created
  }
  return { all, loaded, byId, load, create }
})
