import { changeManyContacts } from '../../api/contact-list.ts'
import type { Contact } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useContacts } from '../contacts/contact-store.ts'
import { useUndo } from '../conversations/undo-store.ts'

/** Adds a label to those who lack it, or takes it from those who carry it, at once and with a way back. */
export async function labelMany(
  ids: readonly number[],
  title: string,
  isAdding: boolean,
  silent = false,
): Promise<void> {
  const contacts = useContacts()
  const meant = ids.filter((id) => carries(contacts.byId.get(id), title) !== isAdding)
  if (meant.length === 0) return
  const show = (adding: boolean) => {
    for (const id of meant) {
      const one = contacts.byId.get(id)
      const others = one?.labels?.filter((label) => label !== title) ?? []
      if (one) contacts.byId.set(id, { ...one, labels: adding ? [...others, title] : others })
    }
  }
  show(isAdding)
  if (!silent)
    useUndo().offer({
      text: isAdding ? 'undo.contacts_labelled' : 'undo.contacts_unlabelled',
      values: { label: title, count: meant.length },
      run: () => void labelMany(meant, title, !isAdding, true),
    })
  try {
    await changeManyContacts(accountId.value, meant, { labels: isAdding ? { add: [title] } : { remove: [title] } })
  } catch (error) {
    show(!isAdding)
    showToast({ text: 'toast.contacts_not_changed', cause: error, tone: 'danger' })
  }
}

const carries = (contact: Contact | undefined, title: string) => contact?.labels?.includes(title) ?? false

/** Whoever is on the website now is kept, as the server would keep them, and that is said. */
export async function deleteMany(ids: readonly number[]): Promise<void> {
  const contacts = useContacts()
  const meant = ids.filter((id) => !contacts.online.has(id))
  const kept = ids.length - meant.length
  if (meant.length > 0) await changeManyContacts(accountId.value, meant, { action_name: 'delete' })
  for (const id of meant) contacts.byId.delete(id)
  if (kept > 0) showToast({ text: 'toast.contacts_kept', values: { count: kept }, tone: 'plain' })
}
