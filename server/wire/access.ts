import type { FastifyRequest } from 'fastify'
import type { AgentActor, BotActor, ContactActor } from '../kernel/actor.ts'
import { notAllowed, notFound, Refusal } from '../kernel/refusal.ts'
import type { Ports } from '../platform/http/ports.ts'
import { define } from '../platform/http/route.ts'
import { mayActIn, type Bot } from '../features/agent-bots/index.ts'
import { findContactInbox, type ContactInbox } from '../features/contacts/index.ts'
import { findInboxByIdentifier, type Inbox } from '../features/inboxes/index.ts'
import { actorOf, type Membership, type Person } from '../features/people/index.ts'
import { findPlatformApp, type PlatformApp } from '../features/platform-apps/index.ts'
import { apiTokenOf, authenticate, authenticatePerson } from './authenticate.ts'
import { idOf } from './parse.ts'
import { refuseSuspended } from './suspended.ts'
import { readVisit, type Visit } from './widget/visit.ts'

/** Somebody signed in. */
export interface UserCaller {
  person: Person
  /** The device, when a device token was used. */
  clientId: string | null
}

/** Somebody signed in, in one of their accounts. */
export interface MemberCaller extends UserCaller {
  accountId: number
  membership: Membership
  actor: AgentActor
}

/** Whoever may act on conversations: a member or a bot. */
export type MemberOrBotCaller = MemberCaller | BotCaller

/** A bot, in an account that it may act in. */
export interface BotCaller {
  bot: Bot
  accountId: number
  actor: BotActor
}

/** A client of the public API, in one API inbox (contract 2.19). */
export interface ClientCaller {
  inbox: Inbox
  place: ContactInbox | null
}

/** A program that provisions accounts and people (contract 2.18). */
export interface PlatformCaller {
  app: PlatformApp
}

/** Anybody. */
export const open = define('anybody', async () => null)

/** Anybody who is signed in. */
export const signedIn = define('signed in', authenticatePerson)

/** Members of the account in the path. */
export const member = define('member', authenticateMember)

/** Members of the account in the path, and its bots: the list of contract 2.1. */
export const memberOrBot = define('member or bot', authenticateMemberOrBot)

/** Administrators of the account in the path. */
export const administrator = define('administrator', async (request, ports) => {
  const caller = await authenticateMember(request, ports)
  if (caller.actor.role !== 'administrator') throw notAllowed()
  return caller
})

/** A visitor of a website with a widget. */
export const visitor = define<Visit>('visitor', readVisit)

/** A client of an API inbox. */
export const client = define('client', authenticateClient)

/** A program with the token of a platform app. */
export const platformApp = define<PlatformCaller>('platform app', async (request, ports) => {
  const token = apiTokenOf(request)
  const app = token ? await findPlatformApp(ports.db, token) : undefined
  if (!app) throw new Refusal('not_allowed', 'Invalid access_token')
  return { app }
})

/** A path below the account's. */
export function inAccount(path: string): string {
  return `/api/v1/accounts/:account_id${path}`
}

/** A path below the account's in the second version of the API, which reports have. */
export function inAccountV2(path: string): string {
  return `/api/v2/accounts/:account_id${path}`
}

async function authenticateMember(request: FastifyRequest, ports: Ports): Promise<MemberCaller> {
  return memberOf(request, await authenticatePerson(request, ports))
}

async function authenticateMemberOrBot(request: FastifyRequest, ports: Ports): Promise<MemberOrBotCaller> {
  const signer = await authenticate(request, ports)
  if (!('bot' in signer)) return memberOf(request, signer)
  const accountId = accountIn(request)
  if (!(await mayActIn(ports.db, signer.bot, accountId))) throw notAllowed()
  return { ...signer, accountId, actor: { kind: 'bot', botId: signer.bot.id } }
}

function accountIn(request: FastifyRequest): number {
  return idOf((request.params as Record<string, string>)['account_id'])
}

function memberOf(request: FastifyRequest, caller: UserCaller): MemberCaller {
  const accountId = accountIn(request)
  const membership = caller.person.memberships.find((one) => one.accountId === accountId)
  if (!membership) throw notAllowed()
  if (membership.accountStatus !== 'active') throw new Refusal('not_allowed', 'Account is suspended')
  return { ...caller, accountId, membership, actor: actorOf(caller.person.id, membership) }
}

async function authenticateClient(request: FastifyRequest, ports: Ports): Promise<ClientCaller> {
  const params = request.params as Record<string, string>
  const inbox = await findInboxByIdentifier(ports.db, params['identifier'] ?? '')
  if (!inbox) throw notFound()
  refuseSuspended(inbox)
  const sourceId = params['source_id']
  if (sourceId === undefined) return { inbox, place: null }
  const place = await findContactInbox(ports.db, inbox.id, sourceId)
  if (!place) throw notFound()
  return { inbox, place }
}

/** The actor of a place in an inbox. */
export function contactActor(place: ContactInbox): ContactActor {
  return { kind: 'contact', contactId: place.contactId, contactInboxId: place.id, inboxId: place.inboxId }
}

/** A route that needs a contact in its path has one. */
export function placeOf(caller: ClientCaller): ContactInbox {
  if (!caller.place) throw new Refusal('not_found', 'Resource could not be found')
  return caller.place
}
