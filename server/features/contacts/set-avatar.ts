import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** The task that fetches a contact's picture from an address of the web. */
export const fetchAvatarTask = 'fetch-contact-avatar'

/** Gives a contact a face, or takes it away; the sweep removes the old one. */
export async function setContactAvatar(work: Work, id: number, blobKey: string | null): Promise<void> {
  const before = await work.tx
    .selectFrom('contacts')
    .select('avatar_blob_key as blobKey')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound()
  if (before.blobKey === blobKey) return
  await work.tx
    .updateTable('contacts')
    .set({ avatar_blob_key: blobKey, updated_at: work.now })
    .where('id', '=', id)
    .execute()
  work.record({ type: 'contact.updated', data: { contactId: id } })
}

/** Has a contact's picture fetched from the web soon; a newer address replaces one that still waits. */
export function fetchAvatarLater(work: Work, contactId: number, url: string): void {
  const payload = { accountId: work.accountId, contactId, url }
  work.later({ task: fetchAvatarTask, payload, key: `contact-avatar:${contactId}` })
}
