import type { Account } from '../../features/accounts/index.ts'
import { iso } from './shown.ts'

// Missing flags hide whole menus of Chatwoot's dashboard (contract 2.4).
const FEATURES = [
  'agent_management',
  'team_management',
  'inbox_management',
  'labels',
  'custom_attributes',
  'automations',
  'canned_responses',
  'integrations',
  'macros',
  'agent_bots',
  'campaigns',
  'reports',
  'crm',
  'help_center',
  'channel_email',
  'channel_website',
  'inbound_emails',
  'voice_recorder',
  'auto_resolve_conversations',
  'chatwoot_v4',
  'assignment_v2',
]

/** An account for its members (contract 2.4). */
export function account(one: Account, version: string) {
  return {
    id: one.id,
    name: one.name,
    locale: one.locale,
    domain: one.domain,
    support_email: one.supportEmail,
    status: one.status,
    settings: one.settings,
    custom_attributes: one.customAttributes,
    created_at: iso(one.createdAt),
    features: featuresOf(one),
    cache_keys: cacheKeys(one.cacheKeys),
    latest_chatwoot_version: version,
  }
}

/** An account for the program that provisions it (contract 2.18). */
export function accountForPlatform(one: Account) {
  return {
    id: one.id,
    name: one.name,
    locale: one.locale,
    domain: one.domain,
    support_email: one.supportEmail,
    features: featuresOf(one),
    custom_attributes: one.customAttributes,
    limits: one.limits,
    status: one.status,
  }
}

function featuresOf(one: Account): Record<string, boolean> {
  return { ...Object.fromEntries(FEATURES.map((feature) => [feature, true])), ...one.features }
}

/** When labels, inboxes and teams changed last: milliseconds as text (contract 2.4). */
export function cacheKeys(keys: Record<string, number>) {
  return Object.fromEntries(Object.entries(keys).map(([noun, at]) => [noun, String(at)]))
}
