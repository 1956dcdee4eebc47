import type { Contact } from '../../api/wire.ts'

/** The best name there is; null when the contact has told nothing about themselves. */
export function contactName(contact: Contact | null | undefined): string | null {
  const named = [contact?.name, contact?.email, contact?.phone_number].find((one) => one && one.trim() !== '')
  return named ?? null
}
