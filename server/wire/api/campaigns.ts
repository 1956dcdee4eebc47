import type { z } from 'zod'
import { campaignBody, newCampaignBody } from '../../../contract/http/campaigns.ts'
import {
  changeCampaign,
  createCampaign,
  listCampaigns,
  loadCampaign,
  removeCampaign,
  type Campaign,
} from '../../features/campaigns/index.ts'
import { listInboxes, loadInbox } from '../../features/inboxes/index.ts'
import { listAgents } from '../../features/people/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { administrator, inAccount, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { campaign } from '../present/campaign.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

/** Messages that the company begins conversations with (contract 2.15). */
export const campaignRoutes = [
  administrator(
    'GET',
    inAccount('/campaigns'),
    async (call) => show(call, await listCampaigns(call.ports.db, call.caller.accountId)),
    { summary: 'Lists the campaigns', returns: 'campaigns' },
  ),
  administrator('GET', inAccount('/campaigns/:id'), (call) => oneCampaign(call, idOf(call.params['id'])), {
    summary: 'Shows a campaign',
    returns: 'campaign',
  }),
  administrator('POST', inAccount('/campaigns'), create, {
    summary: 'Creates a campaign',
    body: newCampaignBody,
    returns: 'campaign',
  }),
  administrator('PATCH', inAccount('/campaigns/:id'), update, {
    summary: 'Changes a campaign',
    body: campaignBody,
    returns: 'campaign',
  }),
  administrator('DELETE', inAccount('/campaigns/:id'), remove, { summary: 'Removes a campaign' }),
  administrator('GET', inAccount('/inboxes/:id/campaigns'), ofInbox, {
    summary: 'Lists the campaigns of an inbox',
    returns: 'campaigns_payload',
  }),
]

async function ofInbox(call: MemberCall) {
  const { accountId, actor } = call.caller
  const inbox = await loadInbox(call.ports.db, accountId, actor, idOf(call.params['id']))
  return { payload: await show(call, await listCampaigns(call.ports.db, accountId, inbox.id)) }
}

async function create(call: MemberCall) {
  const body = parse(newCampaignBody, unwrap(call.body, 'campaign'))
  const { accountId, actor } = call.caller
  const { title, message, inbox_id: inboxId } = body
  const input = { ...changesOf(body), title, message, inboxId }
  return oneCampaign(call, await call.ports.work(accountId, actor, (work) => createCampaign(work, input)))
}

async function update(call: MemberCall) {
  const number = idOf(call.params['id'])
  const changes = changesOf(parse(campaignBody, unwrap(call.body, 'campaign')))
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => changeCampaign(work, number, changes))
  return oneCampaign(call, number)
}

async function remove(call: MemberCall) {
  const number = idOf(call.params['id'])
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeCampaign(work, number))
  return {}
}

async function oneCampaign(call: MemberCall, number: number) {
  const [one] = await show(call, [await loadCampaign(call.ports.db, call.caller.accountId, number)])
  return one
}

async function show(call: MemberCall, campaigns: Campaign[]) {
  const { accountId, actor } = call.caller
  const { db } = call.ports
  const senderIds = campaigns.flatMap((one) => (one.senderId === null ? [] : [one.senderId]))
  const [inboxes, senders, shown] = await Promise.all([
    listInboxes(db, accountId, actor),
    listAgents(db, accountId, senderIds),
    shownFor(call, accountId),
  ])
  return campaigns.flatMap((one) => {
    const inbox = inboxes.find(({ id }) => id === one.inboxId)
    const sender = senders.find(({ id }) => id === one.senderId)
    return inbox ? [campaign(one, { inbox, sender, shown })] : []
  })
}

function changesOf(body: z.output<typeof campaignBody>) {
  return {
    title: body.title,
    description: body.description,
    message: body.message,
    inboxId: body.inbox_id,
    senderId: body.sender_id,
    enabled: body.enabled,
    triggerRules: body.trigger_rules,
    onlyDuringBusinessHours: body.trigger_only_during_business_hours,
    audience: body.audience,
    scheduledAt: body.scheduled_at,
    templateParams: body.template_params,
  }
}
