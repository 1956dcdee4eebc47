import { sql } from 'kysely'
import type { Json } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { emailAddress, emailTaken, requiredName, tellTakenEmail } from './person-input.ts'
import { revokeOneTimeTokens } from './one-time-token.ts'
import { findCredentials } from './person-store.ts'

/** What people may change about themselves. A new password comes hashed, after the current one was checked. */
export interface ProfileChanges {
  name?: string | undefined
  email?: string | undefined
  displayName?: string | null | undefined
  messageSignature?: string | null | undefined
  /** Merged into those there are. */
  uiSettings?: { [key: string]: Json } | undefined
  /** Merged into those there are. */
  customAttributes?: { [key: string]: Json } | undefined
  avatarBlobKey?: string | null | undefined
  passwordHash?: string | undefined
  /** The device that stays signed in when the password changes. */
  keptClientId?: string | null | undefined
}

/** Changes a person's own profile. A new password signs every other device out. */
export async function changeProfile(work: Work, userId: number, changes: ProfileChanges): Promise<void> {
  const email = changes.email === undefined ? undefined : emailAddress(changes.email)
  if (email) await refuseTakenEmail(work, userId, email)
  await work.tx
    .updateTable('users')
    .set({
      ...(changes.name !== undefined && { name: requiredName(changes.name) }),
      ...(email && { email }),
      ...(changes.displayName !== undefined && { display_name: changes.displayName || null }),
      ...(changes.messageSignature !== undefined && { message_signature: changes.messageSignature }),
      ...(changes.uiSettings && { ui_settings: merged('ui_settings', changes.uiSettings) }),
      ...(changes.customAttributes && {
        custom_attributes: merged('custom_attributes', changes.customAttributes),
      }),
      ...(changes.avatarBlobKey !== undefined && { avatar_blob_key: changes.avatarBlobKey }),
      ...(changes.passwordHash && { password_hash: changes.passwordHash }),
      updated_at: work.now,
    })
    .where('id', '=', userId)
    .execute()
    .catch(tellTakenEmail)
  // Links that were sent before open nothing any more.
  if (email || changes.passwordHash) await revokeOneTimeTokens(work, userId)
  if (!changes.passwordHash) return
  await work.tx
    .deleteFrom('device_tokens')
    .where('user_id', '=', userId)
    .where('client_id', '!=', changes.keptClientId ?? '')
    .execute()
}

function merged(column: 'ui_settings' | 'custom_attributes', values: { [key: string]: Json }) {
  return sql`${sql.ref(column)} || ${JSON.stringify(values)}::jsonb`
}

async function refuseTakenEmail(work: Work, userId: number, email: string) {
  const owner = await findCredentials(work.tx, email)
  if (owner && owner.id !== userId) throw emailTaken()
}

/** Remembers which account a person works in now. */
export async function setActiveAccount(work: Work, userId: number): Promise<void> {
  await work.tx
    .updateTable('account_users')
    .set({ active_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('user_id', '=', userId)
    .execute()
}
