import type { Reader } from '../../platform/database/reader.ts'
import type { Scratch } from '../../platform/scratch/scratch.ts'
import type { Availability, Membership } from '../people/index.ts'

// Agents' clients tell every 20 s and visitors' every 60 s (contract 3.2); one lost message must not make anybody blink.
const AGENT_SECONDS = 45
const CONTACT_SECONDS = 90

/** Somebody who is there: an agent or a contact of an account. */
export interface Someone {
  accountId: number
  kind: 'users' | 'contacts'
  id: number
}

/** Who is there in an account, in the shape of the contract's presence frame. */
export interface PresenceOf {
  users: Record<string, Availability>
  contacts: Record<string, 'online'>
}

/** Marks somebody as here; true when they were away. */
export async function appear(scratch: Scratch, someone: Someone): Promise<boolean> {
  return scratch.touch(setOf(someone), String(someone.id), someone.kind === 'users' ? AGENT_SECONDS : CONTACT_SECONDS)
}

/** Marks somebody as gone. */
export async function disappear(scratch: Scratch, someone: Someone): Promise<boolean> {
  return scratch.leave(setOf(someone), String(someone.id))
}

/** Whether one member is there, without asking the database for all. */
export async function presenceOfMember(
  parts: { scratch: Scratch },
  accountId: number,
  member: Pick<Membership, 'availability' | 'autoOffline'> & { userId: number },
): Promise<PresenceOf> {
  const here = await parts.scratch.members(setOf({ accountId, kind: 'users' }))
  const seen = here.includes(String(member.userId)) || !member.autoOffline
  return {
    users: seen && member.availability !== 'offline' ? { [member.userId]: member.availability } : {},
    contacts: {},
  }
}

/** Who is there: agents with their chosen availability when they are connected, or always when they said so. */
export async function presenceOf(parts: { reader: Reader; scratch: Scratch }, accountId: number): Promise<PresenceOf> {
  const [members, here, contacts] = await Promise.all([
    parts.reader
      .selectFrom('account_users')
      .select(['user_id', 'availability', 'auto_offline'])
      .where('account_id', '=', accountId)
      .orderBy('user_id')
      .execute(),
    parts.scratch.members(setOf({ accountId, kind: 'users' })),
    parts.scratch.members(setOf({ accountId, kind: 'contacts' })),
  ])
  const present = new Set(here)
  const users: PresenceOf['users'] = {}
  for (const member of members) {
    const seen = present.has(String(member.user_id)) || !member.auto_offline
    if (seen && member.availability !== 'offline') users[member.user_id] = member.availability as Availability
  }
  return { users, contacts: Object.fromEntries(contacts.sort().map((id) => [id, 'online' as const])) }
}

function setOf({ accountId, kind }: Omit<Someone, 'id'>): string {
  return `presence:${accountId}:${kind}`
}
