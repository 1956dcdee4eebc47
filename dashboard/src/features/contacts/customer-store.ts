import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import { setConversationAttributes } from '../../api/belongings.ts'
import {
  addNote,
  changeNote,
  deleteNote,
  listAttributeDefinitions,
  listContactFiles,
  listContactLabels,
  listNotes,
} from '../../api/customer.ts'
import type { AttributeDefinition, ContactFile, ContactNote } from '../../api/customer.ts'
import type { Conversation } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useConversations } from '../conversations/conversation-store.ts'
import { removeLater } from '../messages/remove-later.ts'
import { useContacts } from './contact-store.ts'

/** What a desk knows of a customer besides name and address: attributes, notes, labels, files. Each is asked for when it is looked at. */
export const useCustomer = defineStore('customer', () => {
  const definitions = shallowRef<AttributeDefinition[]>([])
  const notes = shallowReactive(new Map<number, ContactNote[]>())
  const files = shallowReactive(new Map<number, ContactFile[]>())
  const contacts = useContacts()
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
      listContactLabels(account, id).then((found) => contacts.labels.set(id, contacts.labelsOver(id, found))),
      listContactFiles(account, id).then((found) => files.set(id, found)),
    ])
  }
  return { definitions, notes, files, ensureDefinitions, load, setConversationAttribute, ...notesOf(notes) }
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
