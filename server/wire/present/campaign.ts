import type { Campaign } from '../../features/campaigns/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'
import type { Agent } from '../../features/people/index.ts'
import { inboxAvatarUrl } from './avatar.ts'
import { inbox } from './inbox.ts'
import { agent, userForVisitor } from './person.ts'
import { iso, seconds, type Shown } from './shown.ts'

/** A campaign for administrators (contract 2.15); its number is its id outside. */
export function campaign(one: Campaign, parts: { inbox: Inbox; sender: Agent | undefined; shown: Shown }) {
  const { shown, sender } = parts
  return {
    id: one.number,
    title: one.title,
    description: one.description,
    account_id: one.accountId,
    inbox: inbox(parts.inbox, {
      origin: shown.origin,
      avatarUrl: inboxAvatarUrl(parts.inbox, shown),
      secrets: null,
    }),
    sender: sender ? agent(sender, shown) : null,
    message: one.message,
    template_params: one.templateParams,
    campaign_status: one.status,
    enabled: one.enabled,
    campaign_type: one.type,
    ...(one.type === 'one_off' && { scheduled_at: seconds(one.scheduledAt), audience: one.audience }),
    trigger_rules: one.triggerRules,
    trigger_only_during_business_hours: one.onlyDuringBusinessHours,
    created_at: iso(one.createdAt),
    updated_at: iso(one.updatedAt),
  }
}

/** A campaign for the widget that shows it (contract 2.20): what is to be said, and when. */
export function campaignForVisitor(one: Campaign, sender: Agent | undefined, shown: Shown) {
  return {
    id: one.number,
    trigger_rules: one.triggerRules,
    trigger_only_during_business_hours: one.onlyDuringBusinessHours,
    message: one.message,
    sender: sender ? userForVisitor(sender, shown) : null,
  }
}
