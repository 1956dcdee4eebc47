import type { ContactChange } from '../../api/contacts.ts'
import type { Contact } from '../../api/wire.ts'
import { useChanges } from '../changes/change-store.ts'
import { useUndo } from '../conversations/undo-store.ts'
import type { ContactEdit } from './contact-edit.ts'

/** Every change shows at once, is kept until the server has it, and is taken back with a word when it is refused. */
const change = async (id: number, edit: ContactEdit) => void (await useChanges().makeOfContact(id, edit))

export const saveContact = (id: number, fields: ContactChange) => change(id, { fields })

/** Null takes the attribute away. */
export const setContactAttribute = (id: number, key: string, value: unknown) =>
  change(id, { attributes: { [key]: value } })

export const labelContact = (id: number, labels: string[]) => change(id, { labels })

/** Nobody hears from whoever is blocked; undo takes it back. */
export function blockContact(contact: Pick<Contact, 'id' | 'name'>, blocked: boolean, silent = false): Promise<void> {
  if (!silent)
    useUndo().offer({
      text: blocked ? 'undo.blocked' : 'undo.unblocked',
      values: { name: contact.name ?? `#${contact.id}` },
      run: () => void blockContact(contact, !blocked, true),
    })
  return change(contact.id, { blocked })
}
