import { shallowReactive } from 'vue'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useConversations } from '../conversations/conversation-store.ts'
import { useContacts } from '../contacts/contact-store.ts'
import { edited } from './pending-change.ts'
import type { PendingChange } from './pending-change.ts'
import { isDoneLater, settleBulk } from './watch-bulk.ts'

interface Overlay {
  settle: () => void
  remove: () => void
}

/** What the rows show of changes that are on their way, until the server has agreed or refused. */
export function shownChanges(onEnd: (key: string, agreed: boolean) => void) {
  const conversations = useConversations()
  const contacts = useContacts()
  const waiting = shallowReactive(new Map<string, PendingChange>())
  const overlays = new Map<string, Overlay[]>()

  function show(change: PendingChange): void {
    waiting.set(change.key, change)
    if (change.accountId !== accountId.value) return
    if (change.ofContact) return contacts.show(change.key, change.ids[0] ?? 0, change.ofContact)
    const edit = (id: number) => conversations.put(id, (row) => edited(row, change.edit))
    overlays.set(change.key, change.ids.map(edit))
  }
  function end(change: PendingChange, problem: string | null): void {
    waiting.delete(change.key)
    const shown = overlays.get(change.key) ?? []
    overlays.delete(change.key)
    contacts.end(change.key, problem === null)
    if (problem !== null) {
      for (const one of shown) one.remove()
      sayRefusal(change, problem)
    } else if (isDoneLater(change)) settleBulk(change, shown)
    else for (const one of shown) one.settle()
    onEnd(change.key, problem === null)
  }
  return { waiting, show, end }
}

function sayRefusal({ ids, accountId: account, ofContact, macro }: PendingChange, problem: string): void {
  if (account !== accountId.value) return
  const cause = new Error(problem)
  if (ofContact) showToast({ text: 'toast.contact_not_saved', cause, tone: 'danger' })
  else if (macro) showToast({ text: 'toast.macro_not_run', values: { name: macro.name }, cause, tone: 'danger' })
  else if (ids.length > 1)
    showToast({ text: 'toast.many_not_changed', values: { count: ids.length }, cause, tone: 'danger' })
  else showToast({ text: 'toast.not_changed', values: { number: ids[0] ?? 0 }, cause, tone: 'danger' })
}
