import {
  availableName,
  type Agent,
  type CustomRoleRow,
  type DeviceSession,
  type Membership,
  type Person,
} from '../../features/people/index.ts'
import { avatarUrl } from './avatar.ts'
import { iso, type Shown } from './shown.ts'

/** A person to themselves: the user object of contract 2.2. */
export function userForSelf(person: Person, accessToken: string | null, shown: Shown) {
  const [active] = person.memberships
  return {
    id: person.id,
    access_token: accessToken,
    account_id: active?.accountId ?? null,
    available_name: availableName(person),
    avatar_url: avatarUrl(person, shown),
    confirmed: person.confirmedAt !== null,
    display_name: person.displayName,
    message_signature: person.messageSignature,
    email: person.email,
    inviter_id: active?.inviterId ?? null,
    name: person.name,
    provider: 'email',
    pubsub_token: person.pubsubToken,
    custom_attributes: person.customAttributes,
    role: active?.role ?? null,
    ui_settings: person.uiSettings,
    uid: person.email,
    type: null,
    created_at: iso(person.createdAt),
    accounts: person.memberships.map((membership) => ({
      id: membership.accountId,
      name: membership.accountName,
      status: membership.accountStatus,
      onboarding_step: membership.onboardingStep,
      active_at: iso(membership.activeAt),
      role: membership.role,
      ...permissionsOf(membership),
      availability: membership.availability,
      availability_status: shown.presence.users[person.id] ?? 'offline',
      auto_offline: membership.autoOffline,
    })),
  }
}

/** The answer to somebody who opened an account (contract 2.4). */
export function signedUp(person: Person, user: ReturnType<typeof userForSelf>, accountId: number) {
  const { id, provider, uid, name, display_name, email, created_at, pubsub_token, confirmed, avatar_url } = user
  const own = person.memberships.find((one) => one.accountId === accountId)
  const answer = { id, provider, uid, name, display_name, email, account_id: accountId, created_at, pubsub_token }
  return {
    data: {
      ...answer,
      role: own?.role ?? null,
      inviter_id: own?.inviterId ?? null,
      confirmed,
      avatar_url,
      access_token: user.access_token,
      accounts: person.memberships.map((one) => ({
        id: one.accountId,
        name: one.accountName,
        active_at: iso(one.activeAt),
        role: one.role,
        locale: one.accountLocale,
      })),
    },
  }
}

/** What a member may do, in the contract's words (contract 2.2). */
function permissionsOf({ role, customRole }: Membership) {
  if (!customRole) return { permissions: [role] }
  const { id, name, description, permissions, conversationScope } = customRole
  return {
    permissions: [...permissions, 'custom_role'],
    custom_role_id: id,
    custom_role: { id, name, description, permissions, conversation_scope: conversationScope },
  }
}

/** A custom role as the row it is (contract 2.22). */
export function customRole(one: CustomRoleRow) {
  return {
    id: one.id,
    name: one.name,
    description: one.description,
    permissions: one.permissions,
    conversation_scope: one.conversationScope,
    created_at: iso(one.createdAt),
    updated_at: iso(one.updatedAt),
  }
}

/** A member of an account, for colleagues (contract 2.5). */
export function agent(one: Agent, shown: Shown) {
  return {
    id: one.id,
    account_id: one.accountId,
    availability_status: shown.presence.users[one.id] ?? 'offline',
    auto_offline: one.autoOffline,
    confirmed: one.confirmedAt !== null,
    email: one.email,
    provider: 'email',
    available_name: availableName(one),
    custom_attributes: one.customAttributes,
    name: one.name,
    role: one.role,
    thumbnail: avatarUrl(one, shown),
    ...(one.customRoleId !== null && { custom_role_id: one.customRoleId }),
  }
}

interface Somebody {
  id: number
  name: string
  displayName: string | null
  avatarBlobKey: string | null
}

/** Who acted or wrote, for colleagues (contract 2.11, senders). */
export function userForCable(user: Somebody, shown: Shown) {
  return {
    ...userForVisitor(user, shown),
    availability_status: shown.presence.users[user.id] ?? 'offline',
  }
}

/** Who answers, for a customer: a name and a face, nothing else. */
export function userForVisitor(user: Somebody, shown: Shown) {
  return {
    id: user.id,
    name: availableName(user),
    available_name: availableName(user),
    avatar_url: avatarUrl(user, shown),
    thumbnail: avatarUrl(user, shown),
    type: 'user',
  }
}

/** A device that somebody is signed in on (contract 2.2, sessions). */
export function deviceSession(session: DeviceSession, currentClientId: string | null) {
  const agentText = session.userAgent ?? ''
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\/?([\d.]*)/.exec(agentText)
  const platform = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agentText)
  return {
    id: session.id,
    browser_name: browser?.[1] ?? null,
    browser_version: browser?.[2] || null,
    device_name: null,
    platform_name: platform?.[1] ?? null,
    platform_version: null,
    ip_address: session.ip,
    city: null,
    country: null,
    last_activity_at: iso(session.lastActivityAt),
    created_at: iso(session.createdAt),
    current: session.clientId === currentClientId,
  }
}
