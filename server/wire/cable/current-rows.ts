import type { RecordedEvent } from '../../kernel/event.ts'
import { findBots, type Bot } from '../../features/agent-bots/index.ts'
import { findContacts, verifiedSessions, type Contact } from '../../features/contacts/index.ts'
import {
  findMessages,
  idsThatSee,
  viewConversations,
  type ConversationView,
  type MessageView,
} from '../../features/conversations/index.ts'
import { listPeople, type Person } from '../../features/people/index.ts'
import { presenceOf, type PresenceOf } from '../../features/presence/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { botForCable } from '../present/bot.ts'
import { userForCable } from '../present/person.ts'
import type { Shown } from '../present/shown.ts'
import { notificationRows, type NotificationRows } from './notification-frames.ts'
import { visitorStream } from './streams.ts'

type Somebody = Pick<Person, 'id' | 'name' | 'displayName' | 'avatarBlobKey'>

/** The rows that a batch of events speaks of, as they are now: a handful of queries, however many events. */
export interface CurrentRows {
  messages: Map<number, MessageView>
  conversations: Map<number, ConversationView>
  contacts: Map<number, Contact>
  shown(event: RecordedEvent): Shown
  /** Who did it, when it was an agent or a bot (contract 3.3). */
  performer(event: RecordedEvent): object
  /** Whom a note calls in, of those who may still see its conversation. */
  mentioned(event: RecordedEvent): number[]
  notifications: NotificationRows
  /** The streams of the visitors who may hear of a conversation. */
  visitors(place: VisitorPlace): string[]
}

/** Where a conversation's customer listens. */
interface VisitorPlace {
  inboxId: number
  contactId: number
  sourceId: string
  hmacVerified: boolean
}

const NOBODY: PresenceOf = { users: {}, contacts: {} }

/** Loads what a batch of events speaks of. */
export async function currentRows(ports: Ports, origin: string, events: RecordedEvent[]): Promise<CurrentRows> {
  const { db } = ports
  const ids = (key: string) => unique(events.map((event) => Number(event.data[key])))
  const actors = unique(events.map((event) => (event.actor.kind === 'agent' ? event.actor.userId : 0)))
  const botIds = unique(events.map((event) => (event.actor.kind === 'bot' ? event.actor.botId : 0)))
  const accounts = unique(events.map((event) => event.accountId))
  const [messages, conversations, contacts, people, bots, presence, mentioned, notifications] = await Promise.all([
    findMessages(db, ids('messageId')),
    viewConversations(db, unique(events.map((event) => (event.data['messageId'] ? 0 : (event.conversationId ?? 0))))),
    findContacts(db, ids('contactId')),
    listPeople(db, actors),
    findBots(db, botIds),
    Promise.all(accounts.map(async (id) => [id, await presenceOf(ports, id)] as const)),
    Promise.all(events.filter(isMention).map(async (event) => [event.id, await stillSeeing(ports, event)] as const)),
    notificationRows(ports, events),
  ])
  const places = [...conversations, ...messages.map(placeOf)]
  const sessions = await verifiedSessions(
    db,
    places.filter((place) => place.hmacVerified),
  )
  const rows = { messages, conversations, contacts, people, bots, sessions, notifications }
  return gather({ ports, origin, ...rows, presence: new Map(presence), mentioned: new Map(mentioned) })
}

interface Loaded {
  ports: Ports
  origin: string
  messages: MessageView[]
  conversations: ConversationView[]
  contacts: Contact[]
  people: Somebody[]
  bots: Bot[]
  presence: Map<number, PresenceOf>
  mentioned: Map<number, number[]>
  notifications: NotificationRows
  sessions: { contactId: number; inboxId: number; sourceId: string }[]
}

function gather(loaded: Loaded): CurrentRows {
  const conversations = new Map(loaded.conversations.map((view) => [view.id, view]))
  const people = new Map(loaded.people.map((person) => [person.id, person]))
  const bots = new Map(loaded.bots.map((bot) => [bot.id, bot]))
  const now = loaded.ports.now()
  const shown = (event: RecordedEvent): Shown => ({
    presence: loaded.presence.get(event.accountId) ?? NOBODY,
    secrets: loaded.ports.secrets,
    now,
    origin: loaded.origin,
  })
  return {
    messages: new Map(loaded.messages.map((message) => [message.id, message])),
    conversations,
    contacts: new Map(loaded.contacts.map((contact) => [contact.id, contact])),
    shown,
    performer: (event) => {
      const bot = event.actor.kind === 'bot' ? bots.get(event.actor.botId) : undefined
      if (bot) return { performer: botForCable(bot, shown(event)) }
      const person = event.actor.kind === 'agent' ? people.get(event.actor.userId) : undefined
      return person ? { performer: userForCable(person, shown(event)) } : {}
    },
    notifications: loaded.notifications,
    mentioned: (event) => loaded.mentioned.get(event.id) ?? [],
    visitors: ({ inboxId, contactId, sourceId, hmacVerified }) => {
      const all = loaded.sessions.filter((one) => one.contactId === contactId && one.inboxId === inboxId)
      const streams = all.map((one) => visitorStream(one.inboxId, one.sourceId))
      return unique([visitorStream(inboxId, sourceId), ...(hmacVerified ? streams : [])])
    },
  }
}

function isMention(event: RecordedEvent): boolean {
  return event.type === 'conversation.mentioned'
}

// Somebody may have lost the inbox by the time they hear of it, above all who resumes after days.
function stillSeeing({ db }: Ports, { accountId, data }: RecordedEvent): Promise<number[]> {
  return idsThatSee(db, accountId, Number(data['number']), data['userIds'] as number[])
}

/** Where the customer of a message listens. */
export function placeOf({ inboxId, contact, conversation }: MessageView): VisitorPlace {
  return { inboxId, contactId: contact.id, ...conversation }
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)].filter(Boolean)
}
