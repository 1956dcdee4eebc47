import { answeredCampaign, visitorEventBody } from '../../../contract/http/messages.ts'
import { beginFromCampaign, listRunningCampaigns } from '../../features/campaigns/index.ts'
import { findContact } from '../../features/contacts/index.ts'
import { findVisitorConversation, viewConversation } from '../../features/conversations/index.ts'
import { listAgents } from '../../features/people/index.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'
import { visitor } from '../access.ts'
import { parse } from '../parse.ts'
import { campaignForVisitor } from '../present/campaign.ts'
import { shownTo } from '../shown-for.ts'
import { againWhenTaken } from '../visitor-letter.ts'
import { tellOfVisit } from '../webhooks/tell-directly.ts'
import { newcomer, readableSessions, type Visit } from './visit.ts'

// A visitor answers one campaign at a time.
const ANSWERS = { hits: 10, seconds: 60 }
// Other programs are told of each.
const OPENINGS = { hits: 30, seconds: 60 }

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

/** A visitor answers a campaign, or opened the widget. */
async function happened(call: Call<Visit>) {
  const { name, event_info: info = {} } = parse(visitorEventBody, call.body)
  if (name !== 'campaign.triggered') return opened(call, info)
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

/** Who opens a widget leaves nothing behind here; other programs may be told of it. */
async function opened(call: Call<Visit>, eventInfo: { [key: string]: unknown }) {
  const { ports } = call
  const { inbox, sourceId, place } = call.caller
  await limit(ports.scratch, `opened:${inbox.id}:${sourceId}`, OPENINGS)
  const contact = place ? await findContact(ports.db, inbox.accountId, place.contactId) : undefined
  const current = await findVisitorConversation(ports.db, await readableSessions(ports, call.caller))
  const conversation = current ? await viewConversation(ports.db, current.id) : undefined
  const visit = { inbox, sourceId, contact, conversation }
  await tellOfVisit(ports, visit, { eventInfo, shown: shownTo(call) }).catch((error: unknown) => {
    ports.log.debug({ error }, 'a visit was not told to other programs')
  })
  return {}
}
