/** What a person may do in one account: administrators run it, agents answer in their inboxes (contract §9). */
export type Role = 'administrator' | 'agent'

/** A member of an account, signed in. */
export interface AgentActor {
  kind: 'agent'
  userId: number
  role: Role
}

/** A customer, known by their place in one inbox. */
export interface ContactActor {
  kind: 'contact'
  contactId: number
  contactInboxId: number
  inboxId: number
}

/** Porchlight itself: jobs, reactions, set-up. */
export interface SystemActor {
  kind: 'system'
}

/** On whose behalf a unit of work runs; every event remembers it. */
export type Actor = AgentActor | ContactActor | SystemActor

/** The actor of jobs and reactions. */
export const system: SystemActor = { kind: 'system' }
