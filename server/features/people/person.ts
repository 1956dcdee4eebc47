import type { AgentActor, Role } from '../../kernel/actor.ts'
import type { CustomRole } from './custom-role.ts'

/** Whether a member of an account wants to be given work. */
export type Availability = 'online' | 'busy' | 'offline'

/** A person's place in one account. */
export interface Membership {
  accountId: number
  accountName: string
  accountLocale: string
  accountStatus: 'active' | 'suspended'
  role: Role
  availability: Availability
  autoOffline: boolean
  activeAt: Date | null
  inviterId: number | null
  /** What the person has yet to do to set the account up, or null. */
  onboardingStep: string | null
  customRole: CustomRole | null
}

/** A person who can sign in, with all their accounts. */
export interface Person {
  id: number
  name: string
  displayName: string | null
  email: string
  confirmedAt: Date | null
  messageSignature: string | null
  avatarBlobKey: string | null
  /** What the socket is subscribed with: the device's when a device asks, else the one that goes with the API token. */
  pubsubToken: string
  uiSettings: Record<string, unknown>
  customAttributes: Record<string, unknown>
  createdAt: Date
  memberships: Membership[]
}

/** A member of one account, as colleagues see them. */
export interface Agent {
  id: number
  accountId: number
  name: string
  displayName: string | null
  email: string
  avatarBlobKey: string | null
  confirmedAt: Date | null
  customAttributes: Record<string, unknown>
  role: Role
  customRoleId: number | null
  availability: Availability
  autoOffline: boolean
}

/** A person as they act in one of their accounts, with what their custom role leaves them. */
export function actorOf(userId: number, { role, customRole }: Pick<Membership, 'role' | 'customRole'>): AgentActor {
  if (!customRole) return { kind: 'agent', userId, role }
  const { permissions, conversationScope } = customRole
  return { kind: 'agent', userId, role, limits: { permissions, conversationScope } }
}

/** The name that customers and colleagues read. */
export function availableName(person: { name: string; displayName: string | null }): string {
  return person.displayName || person.name
}
