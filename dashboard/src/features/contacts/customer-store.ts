import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import { setConversationAttributes } from '../../api/belongings.ts'
import {
  addNote,
  changeNote,
  deleteNote,
  dropContactAttribute,
  listAttributeDefinitions,
  listContactFiles,
  listContactLabels,
  listNotes,
  setBlocked,
  setContactAttributes,
  setContactLabels,
} from '../../api/customer.ts'
import type { AttributeDefinition, ContactFile, ContactNote } from '../../api/customer.ts'
import type { Contact, Conversation } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useConversations } from '../conversations/conversation-store.ts'
import { useUndo } from '../conversations/undo-store.ts'
import { removeLater } from '../messages/remove-later.ts'
import { useContacts } from './contact-store.ts'

/** What a desk knows of a customer besides name and address: attributes, notes, labels, files. Each is asked for when it is looked at. */
export const useCustomer = defineStore('customer', () => {
  const definitions = shallowRef<AttributeDefinition[]>([])
  const notes = shallowReactive(new Map<number, ContactNote[]>())
  const labels = shallowReactive(new Map<number, string[]>())
  const files = shallowReactive(new Map<number, ContactFile[]>())
  let definedFor = 0

  async function ensureDefinitions(): Promise<void> {
    if (definedFor === accountId.value) return
    definedFor = accountId.value
    await listAttributeDefinitions(accountId.value).then(
      (found) => (definitions.value = found),
      () => (definedFor = 0),
    )
  }
  async function load(id: number): Promise<void> {
    const account = accountId.value
    await Promise.allSettled([
      listNotes(account, id).then((found) => notes.set(id, found)),
      listContactLabels(account, id).then((found) => labels.set(id, found)),
      listContactFiles(account, id).then((found) => files.set(id, found)),
    ])
  }
  async function changeLabels(id: number, next: string[]): Promise<void> {
    const before = labels.get(id) ?? []
    const { byId } = useContacts()
    const show = (shown: string[]) => {
      labels.set(id, shown)
      const contact = byId.get(id)
      if (contact) byId.set(id, { ...contact, labels: shown })
    }
    show(next)
    await setContactLabels(accountId.value, id, next).then(show, (error: unknown) => {
      show(before)
      refused(error)
    })
  }
  return { definitions, notes, labels, files, ensureDefinitions, load, changeLabels, ...notesOf(notes), ...factsOf() }
})

const refused = (cause: unknown) => showToast({ text: 'toast.contact_not_saved', cause, tone: 'danger' })

function notesOf(notes: Map<number, ContactNote[]>) {
  async function writeNote(contactId: number, content: string): Promise<void> {
    const added = await addNote(accountId.value, contactId, content)
    notes.set(contactId, [added, ...(notes.get(contactId) ?? [])])
  }
  async function rewriteNote(contactId: number, note: ContactNote, content: string): Promise<void> {
    const replace = (next: ContactNote) =>
      notes.set(
        contactId,
        (notes.get(contactId) ?? []).map((one) => (one.id === note.id ? next : one)),
      )
    replace({ ...note, content })
    try {
      replace(await changeNote(accountId.value, contactId, note.id, content))
    } catch (error) {
      replace(note)
      refused(error)
    }
  }
  /** Gone at once, for everybody when it cannot be taken back any more. */
  function removeNote(contactId: number, note: ContactNote): void {
    const account = accountId.value
    const before = notes.get(contactId) ?? []
    const back = () => notes.set(contactId, before)
    notes.set(
      contactId,
      before.filter((one) => one.id !== note.id),
    )
    removeLater({
      run: (isLeaving) =>
        void deleteNote(account, contactId, note.id, isLeaving).catch((error: unknown) => {
          back()
          refused(error)
        }),
      undone: back,
      text: 'undo.note_deleted',
    })
  }
  return { writeNote, rewriteNote, removeNote }
}

function factsOf() {
  const contacts = useContacts()

  /** A value that is taken away is no empty text: the key goes. */
  async function setAttribute(contact: Contact, key: string, value: unknown): Promise<void> {
    const { [key]: _, ...others } = contact.custom_attributes
    const next = value === null ? others : { ...others, [key]: value }
    contacts.byId.set(contact.id, { ...contact, custom_attributes: next })
    try {
      const kept =
        value === null
          ? await dropContactAttribute(accountId.value, contact.id, key)
          : await setContactAttributes(accountId.value, contact.id, { [key]: value })
      contacts.byId.set(contact.id, { ...contact, ...kept })
    } catch (error) {
      contacts.byId.set(contact.id, contact)
      throw error
    }
  }
  async function setConversationAttribute(conversation: Conversation, key: string, value: unknown): Promise<void> {
    const { [key]: _, ...others } = conversation.custom_attributes
    const next = value === null ? others : { ...others, [key]: value }
    const overlay = useConversations().put(conversation.id, (row) => ({ ...row, custom_attributes: next }))
    try {
      await setConversationAttributes(accountId.value, conversation.id, next)
      overlay.settle()
    } catch (error) {
      overlay.remove()
      throw error
    }
  }
  async function block(contact: Contact, blocked: boolean, silent = false): Promise<void> {
    contacts.byId.set(contact.id, { ...contact, blocked })
    if (!silent)
      useUndo().offer({
        text: blocked ? 'undo.blocked' : 'undo.unblocked',
        values: { name: contact.name ?? `#${contact.id}` },
        run: () => void block({ ...contact, blocked }, !blocked, true),
      })
    try {
      contacts.byId.set(contact.id, { ...contact, ...(await setBlocked(accountId.value, contact.id, blocked)) })
    } catch (error) {
      contacts.byId.set(contact.id, contact)
      refused(error)
    }
  }
  return { setAttribute, setConversationAttribute, block }
}
