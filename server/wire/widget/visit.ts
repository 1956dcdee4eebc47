import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../kernel/refusal.ts'
import type { ContactActor } from '../../kernel/actor.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { findContactInbox, sessionsOf, type ContactInbox } from '../../features/contacts/index.ts'
import { findInboxByWebsiteToken, type Inbox } from '../../features/inboxes/index.ts'
import { refuseSuspended } from '../suspended.ts'
import { readVisitorToken } from './visitor-token.ts'

/** A visitor at a website: the inbox, the source id of their token, and their place once they have written. */
export interface Visit {
  inbox: Inbox
  sourceId: string
  place: ContactInbox | null
}

/** Reads a visit: the website token says where, X-Auth-Token says who (contract 2.20). Without a token somebody new arrives. */
export async function readVisit(request: FastifyRequest, ports: Ports): Promise<Visit> {
  const { website_token: websiteToken } = request.query as Record<string, unknown>
  const inbox = typeof websiteToken === 'string' ? await findInboxByWebsiteToken(ports.db, websiteToken) : undefined
  if (!inbox) throw new Refusal('not_found', 'web widget does not exist')
  refuseSuspended(inbox)
  const header = request.headers['x-auth-token']
  const token = typeof header === 'string' ? readVisitorToken(ports.secrets, 'widget', header, ports.now()) : undefined
  if (header && token?.inboxId !== inbox.id) {
    throw new Refusal('not_signed_in', 'The visitor token is not valid for this website')
  }
  const sourceId = token?.sourceId ?? randomUUID()
  const place = token ? await findContactInbox(ports.db, inbox.id, sourceId) : undefined
  return { inbox, sourceId, place: place ?? null }
}

/** The ids of the sessions whose conversations the visitor may read. */
export async function readableSessions(ports: Ports, visit: Visit): Promise<number[]> {
  if (!visit.place) return []
  const sessions = await sessionsOf(ports.db, visit.place)
  return sessions.map((session) => session.id)
}

/** The actor of a first write, before there is a contact. */
export function newcomer(visit: Visit): ContactActor {
  const place = visit.place
  return {
    kind: 'contact',
    contactId: place?.contactId ?? 0,
    contactInboxId: place?.id ?? 0,
    inboxId: visit.inbox.id,
  }
}
