import { listRunningCampaigns } from '../../features/campaigns/index.ts'
import { listAgents } from '../../features/people/index.ts'
import { visitor } from '../access.ts'
import { campaignForVisitor } from '../present/campaign.ts'
import { shownTo } from '../shown-for.ts'

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
]
