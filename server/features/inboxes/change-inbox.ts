import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { invalidateCache } from '../accounts/index.ts'
import { updateEmailChannel } from './email-channel-store.ts'
import { CHANNEL_SECRET } from './create-inbox.ts'
import { apiChannelColumns, inboxColumns, webWidgetColumns, type InboxChanges } from './inbox-changes.ts'
import { setWorkingHours } from './working-hours-store.ts'

/** Changes an inbox and its channel together. */
export async function changeInbox(work: Work, id: number, changes: InboxChanges): Promise<void> {
  const row = await work.tx
    .updateTable('inboxes')
    .set({ ...inboxColumns(changes), updated_at: work.now })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  const webWidget = webWidgetColumns(changes.webWidget ?? {})
  if (Object.keys(webWidget).length > 0) {
    await work.tx.updateTable('web_widgets').set(webWidget).where('inbox_id', '=', id).execute()
  }
  const apiChannel = apiChannelColumns(changes.apiChannel ?? {})
  if (Object.keys(apiChannel).length > 0) {
    await work.tx.updateTable('api_channels').set(apiChannel).where('inbox_id', '=', id).execute()
  }
  await updateEmailChannel(work, id, changes.emailChannel ?? {})
  await setWorkingHours(work, id, changes.workingHours ?? [])
  await inboxChanged(work, id)
}

/** Gives an API inbox a new secret for its webhook signatures. */
export async function resetChannelSecret(work: Work, id: number): Promise<void> {
  await work.tx
    .updateTable('api_channels')
    .set({ secret_encrypted: work.secrets.encrypt(randomToken(), CHANNEL_SECRET) })
    .where('inbox_id', '=', id)
    .execute()
  await inboxChanged(work, id)
}

/** Removes an inbox with all its conversations. */
export async function removeInbox(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('inboxes')
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  await invalidateCache(work, 'inbox')
  work.record({ type: 'inbox.removed', data: { inboxId: id } })
}

async function inboxChanged(work: Work, inboxId: number) {
  await invalidateCache(work, 'inbox')
  work.record({ type: 'inbox.changed', data: { inboxId } })
}
