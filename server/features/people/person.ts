import type { Role } from '../../kernel/actor.ts'

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
  availability: Availability
  autoOffline: boolean
}

/** The name that customers and colleagues read. */
export function availableName(person: { name: string; displayName: string | null }): string {
  return person.displayName || person.name
}
