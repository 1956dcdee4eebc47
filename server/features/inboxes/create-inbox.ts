import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { invalidateCache, refuseBeyondLimit } from '../accounts/index.ts'
import { insertEmailChannel } from './email-channel-store.ts'
import { apiChannelColumns, inboxColumns, webWidgetColumns, type InboxChanges } from './inbox-changes.ts'
import type { ChannelType } from './inbox.ts'
import { insertWorkingHours } from './working-hours-store.ts'

/** What a channel secret is encrypted for; the same word decrypts it. */
export const CHANNEL_SECRET = 'channel-secret'

/** Creates an inbox with its channel. Tokens and secrets are made here. */
export async function createInbox(
  work: Work,
  input: InboxChanges & { name: string; channelType: ChannelType },
): Promise<number> {
  if (input.name.trim() === '') throw invalid('name', "Name can't be blank")
  await refuseBeyondLimit(work, 'inboxes', { more: 1, countNow: () => countInboxes(work) })
  const row = await work.tx
    .insertInto('inboxes')
    .values({
      account_id: work.accountId,
      channel_type: input.channelType,
      ...inboxColumns(input),
      name: input.name.trim(),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await createChannel(work, row.id, input)
  await insertWorkingHours(work, row.id, input.workingHours)
  await invalidateCache(work, 'inbox')
  work.record({ type: 'inbox.created', data: { inboxId: row.id } })
  return row.id
}

async function countInboxes({ tx, accountId }: Work): Promise<number> {
  const { count } = await tx
    .selectFrom('inboxes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

async function createChannel(work: Work, inboxId: number, input: InboxChanges & { channelType: ChannelType }) {
  if (input.channelType === 'email') return insertEmailChannel(work, inboxId, input.emailChannel ?? {})
  const secret = () => work.secrets.encrypt(randomToken(), CHANNEL_SECRET)
  if (input.channelType === 'web_widget') {
    await work.tx
      .insertInto('web_widgets')
      .values({
        inbox_id: inboxId,
        website_token: randomToken(18),
        hmac_token_encrypted: secret(),
        ...webWidgetColumns(input.webWidget ?? {}),
      })
      .execute()
    return
  }
  await work.tx
    .insertInto('api_channels')
    .values({
      inbox_id: inboxId,
      identifier: randomToken(18),
      hmac_token_encrypted: secret(),
      secret_encrypted: secret(),
      ...apiChannelColumns(input.apiChannel ?? {}),
    })
    .execute()
}
