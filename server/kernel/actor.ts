/** What a person may do in one account: administrators run it, agents answer in their inboxes (contract §9). */
export type Role = 'administrator' | 'agent'

/** What a custom role may allow, in the contract's words (contract 9). */
export const PERMISSIONS = [
  'conversation_manage',
  'conversation_unassigned_manage',
  'conversation_participating_manage',
  'contact_manage',
  'report_manage',
  'knowledge_base_manage',
] as const

/** One thing that a custom role may allow. */
export type Permission = (typeof PERMISSIONS)[number]

/** Where the permissions about conversations reach: an agent's inboxes and teams, or their teams only. */
export type ConversationScope = 'inbox' | 'team'

/** What the custom role of an agent leaves them. */
export interface Limits {
  permissions: Permission[]
  conversationScope: ConversationScope
}

/** A member of an account, signed in. */
export interface AgentActor {
  kind: 'agent'
  userId: number
  role: Role
  /** Absent: what the role says, no less and no more. */
  limits?: Limits
}

/** Whether somebody may do what a custom role can allow. An agent without one has conversations, and nothing of the rest. */
export function may({ role, limits }: AgentActor, permission: Permission): boolean {
  if (role === 'administrator') return true
  return limits ? limits.permissions.includes(permission) : permission === 'conversation_manage'
}

/** A customer, known by their place in one inbox. */
export interface ContactActor {
  kind: 'contact'
  contactId: number
  contactInboxId: number
  inboxId: number
}

/** A program that answers customers, with a token of its own (contract 2.1). */
export interface BotActor {
  kind: 'bot'
  botId: number
}

/** A rule that an administrator wrote (contract 2.15). What it does starts no other rule. */
export interface AutomationActor {
  kind: 'automation'
  ruleId: number
}

/** Porchlight itself: jobs, reactions, set-up. */
export interface SystemActor {
  kind: 'system'
}

/** On whose behalf a unit of work runs; every event remembers it. */
export type Actor = AgentActor | ContactActor | BotActor | AutomationActor | SystemActor

/** The actor of jobs and reactions. */
export const system: SystemActor = { kind: 'system' }
