import { answeredCampaign, visitorEventBody } from '../../../contract/http/messages.ts'
import { beginFromCampaign, listRunningCampaigns } from '../../features/campaigns/index.ts'
import { listAgents } from '../../features/people/index.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'
import { visitor } from '../access.ts'
import { parse } from '../parse.ts'
import { campaignForVisitor } from '../present/campaign.ts'
import { shownTo } from '../shown-for.ts'
import { againWhenTaken } from '../visitor-letter.ts'
import { newcomer, readableSessions, type Visit } from './visit.ts'

// A visitor answers one campaign at a time.
const ANSWERS = { hits: 10, seconds: 60 }

/** What a website's widget may say by itself (contract 2.20). */
export const widgetCampaignRoutes = [
  visitor(
    'GET',
    '/api/v1/widget/campaigns',
    async (call) => {
      const { id, accountId } = call.caller.inbox
      const campaigns = await listRunningCampaigns(call.ports.db, accountId, id)
      const ids = campaigns.flatMap((one) => (one.senderId === null ? [] : [one.senderId]))
      const senders = ids.length > 0 ? await listAgents(call.ports.db, accountId, ids) : []
      return campaigns.map((one) => {
        const sender = senders.find((person) => person.id === one.senderId)
        return campaignForVisitor(one, sender, shownTo(call))
      })
    },
    { summary: 'Lists what the widget may say by itself', returns: 'widget_campaigns' },
  ),
  visitor('POST', '/api/v1/widget/events', happened, {
    summary: 'Takes an event of the widget: a visitor who answers a campaign begins a conversation',
    body: visitorEventBody,
  }),
]

/** Page views of strangers leave nothing behind; that word is taken so that stock widgets are content. */
async function happened(call: Call<Visit>) {
  const { name, event_info: info = {} } = parse(visitorEventBody, call.body)
  if (name !== 'campaign.triggered') return {}
  const { inbox, sourceId } = call.caller
  const answered = parse(answeredCampaign, info)
  const running = await listRunningCampaigns(call.ports.db, inbox.accountId, inbox.id)
  const campaign = running.find((one) => one.number === answered.campaign_id)
  // It was switched off while somebody read it; what they write is a conversation like any other.
  if (!campaign) return {}
  await limit(call.ports.scratch, `campaign:${inbox.id}:${sourceId}`, ANSWERS)
  const sessions = await readableSessions(call.ports, call.caller)
  await againWhenTaken(() =>
    call.ports.work(inbox.accountId, newcomer(call.caller), (work) =>
      beginFromCampaign(work, campaign, {
        place: { inboxId: inbox.id, sourceId },
        sessions,
        customAttributes: answered.custom_attributes,
      }),
    ),
  )
  return {}
}
