import { defineStore } from 'pinia'
import { reactive, ref, shallowReactive } from 'vue'
import { fetchContact, listContactConversations } from '../../api/contacts.ts'
import type { Contact } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { useConversations } from '../conversations/conversation-store.ts'
import { editedContact, undoneContact } from './contact-edit.ts'
import type { ContactEdit } from './contact-edit.ts'

/** Contacts whose panel was opened, and who of all contacts is on the website now. */
export const useContacts = defineStore('contacts', () => {
  const byId = shallowReactive(new Map<number, Contact>())
  const online = reactive(new Map<number, true>())
  const histories = shallowReactive(new Map<number, number[]>())
  const failures = shallowReactive(new Map<number, unknown>())
  /** Counts what was heard of contacts that this browser may not list yet. */
  const news = ref(0)
  /** Their labels, where somebody looked. */
  const labels = shallowReactive(new Map<number, string[]>())
  const edits = shownEdits(byId, labels, (id) => void open(id))

  async function open(id: number): Promise<void> {
    try {
      failures.delete(id)
      const [contact, history] = await Promise.all([
        fetchContact(accountId.value, id),
        listContactConversations(accountId.value, id),
      ])
      byId.set(id, edits.over(contact))
      useConversations().take(history)
      histories.set(
        id,
        history.map((one) => one.id),
      )
    } catch (error) {
      failures.set(id, error)
    }
  }

  return { byId, online, histories, failures, news, labels, open, ...edits }
})

/** A change on its way, and what the contact was before, where it was known. */
interface Waiting {
  id: number
  edit: ContactEdit
  before: Contact | undefined
  labels: string[]
}

/** What contacts show of changes that are on their way, until the server has agreed or refused. */
function shownEdits(byId: Map<number, Contact>, labels: Map<number, string[]>, fetchAgain: (id: number) => void) {
  const waiting = shallowReactive(new Map<string, Waiting>())

  function show(key: string, id: number, edit: ContactEdit): void {
    const before = byId.get(id)
    waiting.set(key, { id, edit, before, labels: labels.get(id) ?? [] })
    if (before) byId.set(id, editedContact(before, edit))
    if (edit.labels) labels.set(id, edit.labels)
  }
  function end(key: string, agreed: boolean): void {
    const one = waiting.get(key)
    waiting.delete(key)
    if (!one || agreed) return
    const now = byId.get(one.id)
    if (now && one.before) byId.set(one.id, undoneContact(now, one.edit, one.before))
    else if (now) fetchAgain(one.id)
    if (one.edit.labels) labels.set(one.id, one.labels)
  }
  const editsOf = (id: number) => [...waiting.values()].filter((one) => one.id === id).map((one) => one.edit)
  /** A contact that was just fetched, or is known from a conversation only, with what the server does not know yet. */
  const over = (contact: Contact) => editsOf(contact.id).reduce(editedContact, contact)
  const labelsOver = (id: number, fetched: string[]) => editsOf(id).reduce((all, one) => one.labels ?? all, fetched)
  return { show, end, over, labelsOver }
}
