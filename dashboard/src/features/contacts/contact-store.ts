import { defineStore } from 'pinia'
import { reactive, ref, shallowReactive } from 'vue'
import { fetchContact, listContactConversations, updateContact } from '../../api/contacts.ts'
import type { ContactChange } from '../../api/contacts.ts'
import type { Contact } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { useConversations } from '../conversations/conversation-store.ts'

/** Contacts whose panel was opened, and who of all contacts is on the website now. */
export const useContacts = defineStore('contacts', () => {
  const byId = shallowReactive(new Map<number, Contact>())
  const online = reactive(new Map<number, true>())
  const histories = shallowReactive(new Map<number, number[]>())
  const failures = shallowReactive(new Map<number, unknown>())
  /** Counts what was heard of contacts that this browser may not list yet. */
  const news = ref(0)

  async function open(id: number): Promise<void> {
    try {
      failures.delete(id)
      const [contact, history] = await Promise.all([
        fetchContact(accountId.value, id),
        listContactConversations(accountId.value, id),
      ])
      byId.set(id, contact)
      useConversations().take(history)
      histories.set(
        id,
        history.map((one) => one.id),
      )
    } catch (error) {
      failures.set(id, error)
    }
  }

  async function save(id: number, change: ContactChange): Promise<void> {
    const before = byId.get(id)
    if (before) byId.set(id, { ...before, ...change })
    try {
      byId.set(id, { ...before, ...(await updateContact(accountId.value, id, change)) })
    } catch (error) {
      if (before) byId.set(id, before)
      throw error
    }
  }

  return { byId, online, histories, failures, news, open, save }
})
