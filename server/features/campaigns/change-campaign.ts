import { invalid, notFound } from '../../kernel/refusal.ts'
import { requiredName } from '../../kernel/required-name.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { findInbox } from '../inboxes/index.ts'
import { listLabels } from '../labels/index.ts'
import { listAgents } from '../people/index.ts'
import { loadCampaign } from './campaign-store.ts'
import {
  audienceOf,
  messageOf,
  scheduleOf,
  triggerRulesOf,
  type Campaign,
  type AudienceMember,
  type CampaignChanges,
  type CampaignType,
} from './campaign.ts'

/** Creates a campaign; its inbox decides whether it is ongoing or one-off. Returns its number. */
export async function createCampaign(
  work: Work,
  input: CampaignChanges & { title: string; message: string; inboxId: number },
): Promise<number> {
  const type = await typeFor(work, input.inboxId)
  const number = await takeNumber(work)
  await work.tx
    .insertInto('campaigns')
    .values({
      account_id: work.accountId,
      number,
      ...(await columnsOf(work, type, input)),
      inbox_id: input.inboxId,
      campaign_type: type,
      title: requiredName(input.title, 'title'),
      message: messageOf(input.message),
      ...(type === 'ongoing'
        ? { trigger_rules: JSON.stringify(triggerRulesOf(input.triggerRules)) }
        : { scheduled_at: scheduleOf(input.scheduledAt ?? work.now) }),
      created_at: work.now,
      updated_at: work.now,
    })
    .execute()
  return number
}

/** Changes a campaign. One that was sent stays as it was sent, and none moves to an inbox of the other kind. */
export async function changeCampaign(work: Work, number: number, changes: CampaignChanges): Promise<void> {
  const campaign = await loadCampaign(work.tx, work.accountId, number)
  if (campaign.status !== 'active') throw invalid('status', 'The campaign was sent already and cannot be changed')
  if (changes.inboxId !== undefined) await refuseOtherKind(work, campaign, changes.inboxId)
  await work.tx
    .updateTable('campaigns')
    .set({ ...(await columnsOf(work, campaign.type, changes)), updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('number', '=', number)
    .execute()
}

/** Removes a campaign. */
export async function removeCampaign(work: Work, number: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('campaigns')
    .where('account_id', '=', work.accountId)
    .where('number', '=', number)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

async function columnsOf(work: Work, type: CampaignType, changes: CampaignChanges) {
  const { title, description, message, inboxId, senderId, enabled, onlyDuringBusinessHours, templateParams } = changes
  if (senderId) await refuseStranger(work, senderId)
  return {
    ...(title !== undefined && { title: requiredName(title, 'title') }),
    ...(description !== undefined && { description }),
    ...(message !== undefined && { message: messageOf(message) }),
    ...(inboxId !== undefined && { inbox_id: inboxId }),
    ...(senderId !== undefined && { sender_id: senderId }),
    ...(enabled !== undefined && { enabled }),
    ...(onlyDuringBusinessHours !== undefined && { trigger_only_during_business_hours: onlyDuringBusinessHours }),
    ...(templateParams !== undefined && { template_params: templateParams && JSON.stringify(templateParams) }),
    ...(type === 'ongoing' ? ongoingColumns(changes) : await oneOffColumns(work, changes)),
  }
}

function ongoingColumns({ triggerRules }: CampaignChanges) {
  return { ...(triggerRules && { trigger_rules: JSON.stringify(triggerRulesOf(triggerRules)) }) }
}

async function oneOffColumns(work: Work, { audience, scheduledAt }: CampaignChanges) {
  const labels = audience && audienceOf(audience)
  if (labels) await refuseUnknownLabel(work, labels)
  return {
    ...(labels && { audience: JSON.stringify(labels) }),
    ...(scheduledAt && { scheduled_at: scheduleOf(scheduledAt) }),
  }
}

async function typeFor(work: Work, inboxId: number): Promise<CampaignType> {
  const inbox = await findInbox(work.tx, inboxId)
  if (inbox?.accountId !== work.accountId) throw invalid('inbox_id', 'inbox_id must name an inbox of this account')
  return inbox.channelType === 'web_widget' ? 'ongoing' : 'one_off'
}

async function refuseOtherKind(work: Work, campaign: Campaign, inboxId: number) {
  if ((await typeFor(work, inboxId)) === campaign.type) return
  throw invalid('inbox_id', 'inbox_id must name an inbox of the same kind: the campaign was made for it')
}

async function refuseUnknownLabel(work: Work, audience: AudienceMember[]) {
  const known = new Set((await listLabels(work.tx, work.accountId)).map(({ id }) => id))
  const index = audience.findIndex(({ id }) => !known.has(id))
  if (index >= 0) throw invalid(`audience[${index}]`, `audience[${index}] must name a label of this account`)
}

async function refuseStranger(work: Work, userId: number) {
  const [agent] = await listAgents(work.tx, work.accountId, [userId])
  if (!agent) throw invalid('sender_id', 'sender_id must name a member of this account')
}

async function takeNumber(work: Work): Promise<number> {
  const row = await work.tx
    .insertInto('campaign_numbers')
    .values({ account_id: work.accountId, last: 1 })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet((eb) => ({ last: eb('campaign_numbers.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
