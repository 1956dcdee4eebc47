import { z } from 'zod'
import type { Hub, Subscriber } from '../../platform/socket/hub.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { findContactInbox } from '../../features/contacts/index.ts'
import { audiencesFor } from '../../features/conversations/index.ts'
import { findInbox, inboxIdsOf } from '../../features/inboxes/index.ts'
import { actorOf, findBySocketToken } from '../../features/people/index.ts'
import type { Someone } from '../../features/presence/index.ts'
import { teamIdsOf } from '../../features/teams/index.ts'
import { readVisitorToken } from '../widget/visitor-token.ts'
import { accountStream, userStream, visitorStream } from './streams.ts'

/** What a subscription sends through, and how it ends before its client ends it. */
export interface Line {
  send(frame: string): void
  end(): void
}

/** Who subscribed, as it was authorised. */
export interface Listener extends Subscriber, Line {
  accountId: number
  /** The agent, or undefined for a visitor. */
  userId?: number
  /** The stream that nobody else listens to. */
  ownStream: string
  /** Who is there while the subscription lives; a visitor without a contact is nobody yet. */
  someone(): Promise<Someone | undefined>
}

const identifierSchema = z.object({
  channel: z.literal('RoomChannel'),
  pubsub_token: z.string().min(1),
  account_id: z.coerce.number().int().positive().nullish(),
  user_id: z.coerce.number().int().positive().nullish(),
})

/** Authorises a subscription (contract 3.1); undefined when it is to be rejected. */
export async function authorise(ports: Ports, identifier: string, line: Line): Promise<Listener | undefined> {
  const words = identifierSchema.safeParse(parseJson(identifier))
  if (!words.success) return undefined
  const { pubsub_token: token, account_id: accountId, user_id: userId } = words.data
  if (!userId) return authoriseVisitor(ports, { identifier, token, line })
  if (!accountId) return undefined
  const streams = await streamsOf(ports, { token, accountId, userId })
  if (!streams) return undefined
  const someone = { accountId, kind: 'users' as const, id: userId }
  const ownStream = userStream(userId)
  return { ...line, identifier, streams, accountId, userId, ownStream, someone: async () => someone }
}

/** What an agent may hear now; undefined when they may hear nothing. */
async function streamsOf(ports: Ports, agent: { token: string; accountId: number; userId: number }) {
  const { db, secrets } = ports
  const person = await findBySocketToken({ db, secrets, now: ports.now() }, agent.token)
  const membership = person?.memberships.find((one) => one.accountId === agent.accountId)
  if (!person || person.id !== agent.userId || membership?.accountStatus !== 'active') return undefined
  const { accountId, userId } = agent
  const [inboxIds, teamIds] = await Promise.all([inboxIdsOf(db, accountId, userId), teamIdsOf(db, accountId, userId)])
  const conversations = audiencesFor({ accountId, actor: actorOf(userId, membership) }, { inboxIds, teamIds })
  return new Set([userStream(userId), accountStream(accountId), ...conversations])
}

async function authoriseVisitor(
  ports: Ports,
  parts: { identifier: string; token: string; line: Line },
): Promise<Listener | undefined> {
  const claims = readVisitorToken(ports.secrets, 'cable', parts.token, ports.now())
  const inbox = claims && (await findInbox(ports.db, claims.inboxId))
  if (!claims || inbox?.accountStatus !== 'active') return undefined
  const { accountId } = inbox
  const ownStream = visitorStream(claims.inboxId, claims.sourceId)
  return {
    ...parts.line,
    identifier: parts.identifier,
    streams: new Set([ownStream]),
    ownStream,
    accountId,
    someone: async () => {
      const place = await findContactInbox(ports.db, claims.inboxId, claims.sourceId)
      return place && { accountId, kind: 'contacts', id: place.contactId }
    },
  }
}

/** Authorises the subscriptions of these people again: some streams may go, some may come, some subscriptions end. */
export async function reauthorise(ports: Ports, hub: Hub, userIds: number[]): Promise<void> {
  const affected = [...hub.all()].filter((one): one is Listener => userIds.includes((one as Listener).userId ?? 0))
  for (const listener of affected) {
    const fresh = await authorise(ports, listener.identifier, listener)
    if (fresh) hub.rejoin(listener, fresh.streams)
    else endSubscription(hub, listener)
  }
}

function endSubscription(hub: Hub, listener: Listener) {
  hub.remove(listener)
  listener.end()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
