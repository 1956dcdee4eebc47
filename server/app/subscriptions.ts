import type { Json, RecordedEvent } from '../kernel/event.ts'
import type { Work } from '../platform/database/unit-of-work.ts'
import type { Ports } from '../platform/http/ports.ts'
import { continueIfWanted } from '../channels/email/continue-by-mail.ts'
import { deliverAgain } from '../channels/email/deliver-again.ts'
import { deliver } from '../channels/email/deliver.ts'
import type { AccountEvent } from '../features/accounts/index.ts'
import type { TransferEvent } from '../features/contact-transfer/index.ts'
import type { ContactEvent } from '../features/contacts/index.ts'
import { assignAutomatically, assignWaitingLater } from '../features/auto-assignment/index.ts'
import {
  answerWithTemplates,
  awaitsTemplate,
  hearersOf,
  leavesByMail,
  tellMovedConversations,
  unassignRemovedAgent,
  type ConversationEvent,
} from '../features/conversations/index.ts'
import { activeRules, occasionOf, runRulesLater } from '../features/automation/index.ts'
import { askForRating, recordRating } from '../features/csat/index.ts'
import type { InboxEvent } from '../features/inboxes/index.ts'
import type { LabelEvent } from '../features/labels/index.ts'
import { tellOfMailbox } from '../features/mailboxes/index.ts'
import {
  isMailWanted,
  mailLater,
  pushLater,
  removeOfConversation,
  tellOfAssignment,
  tellOfCreation,
  tellOfMention,
  tellOfMessage,
  type NotificationEvent,
} from '../features/notifications/index.ts'
import { hasBrowsers, retirePerson, type PeopleEvent } from '../features/people/index.ts'
import { recordHandoff, recordOpening, recordReply, recordResolution } from '../features/reports/index.ts'
import type { TeamEvent } from '../features/teams/index.ts'
import { whoTakesWork } from './presence-of-agents.ts'
import { relabel } from './relabel.ts'

/** Every type of event. */
export type EventType =
  | AccountEvent
  | PeopleEvent
  | InboxEvent
  | LabelEvent
  | TeamEvent
  | ContactEvent
  | ConversationEvent
  | NotificationEvent
  | TransferEvent

/** A reaction, which a job tries again until it works; what it changes happens once. */
export interface Reaction<Known = unknown> {
  name: string
  /** Only to events whose data holds this; absent: to all. */
  when?: { [key: string]: Json }
  /**
   * What it must know, asked before its unit of work opens: what is not in the database, for nothing else is awaited in one, and
   * whether there is anything to do at all, for a look costs less. Undefined: there is not.
   */
  ask?: (ports: Ports, event: RecordedEvent) => Promise<Known | undefined>
  run: (work: Work, event: RecordedEvent, known: Known) => Promise<void>
}

function asking<Known>(reaction: Required<Pick<Reaction<Known>, 'ask'>> & Reaction<Known>): Reaction {
  // What `run` is given is what `ask` of the same reaction returned.
  return { ...reaction, run: (work, event, known) => reaction.run(work, event, known as Known) }
}

const assignWhoIsThere = (when?: Reaction['when']) =>
  asking<number[]>({
    name: 'assign-automatically',
    ...(when && { when }),
    ask: (ports, event) => whoTakesWork(ports, event.accountId),
    run: async (work, event, present) => {
      await assignAutomatically(work, event.conversationId ?? 0, present)
    },
  })

const tellOfWord = (name: string, direction: 'incoming' | 'outgoing') =>
  asking({
    name,
    when: { direction },
    ask: (ports, event) => hearersOf(ports.db, Number(event.data['messageId'])),
    run: tellOfMessage,
  })

const mailToCustomer = (name: string, direction: 'outgoing' | 'template') =>
  asking({
    name,
    when: { direction, private: false },
    ask: async ({ db, mail }, event) =>
      (await leavesByMail(db, event.conversationId ?? 0)) ? mail.installation : undefined,
    run: async (work, event, installation) => {
      await deliver(work, Number(event.data['messageId']), installation)
      if (direction === 'outgoing') await continueIfWanted(work, event.conversationId ?? 0)
    },
  })

const runRules = (name = 'run-rules', when?: Reaction['when']) =>
  asking<number[]>({
    name,
    ...(when && { when }),
    ask: ({ db }, event) => activeRules(db, event.accountId, occasionOf(event).names),
    run: async (work, event, ruleIds) => runRulesLater(work, event.id, ruleIds),
  })

const fetchMail: Reaction = {
  name: 'fetch-mail',
  run: (work, event) => tellOfMailbox(work, Number(event.data['inboxId']), event.occurredAt),
}

/**
 * What follows from each event, besides its announcement on the socket (wire/cable/event-frames). This is the one place where
 * consequences are listed.
 */
export const reactions: Record<EventType, Reaction[]> = {
  'account.cache_invalidated': [],
  'agent.added': [],
  // Perhaps from busy to online.
  'agent.changed': [{ name: 'assign-waiting', run: async (work) => assignWaitingLater(work) }],
  'agent.removed': [
    {
      name: 'unassign-removed-agent',
      // One after the other: who is gone for good must have lost their conversations first.
      run: async (work, event) => {
        await unassignRemovedAgent(work, Number(event.data['userId']))
        await retirePerson(work, Number(event.data['userId']))
      },
    },
  ],
  'custom_role.changed': [],
  'inbox.created': [fetchMail],
  'inbox.changed': [fetchMail],
  'inbox.removed': [fetchMail],
  'inbox.members_changed': [],
  'label.renamed': [{ name: 'relabel', run: relabelAfter }],
  'label.removed': [{ name: 'relabel', run: relabelAfter }],
  'team.created': [],
  'team.edited': [],
  'team.removed': [],
  'team.members_changed': [],
  'contact.created': [],
  'contact.updated': [],
  'contact.merged': [
    { name: 'tell-moved-conversations', run: (work, event) => tellMovedConversations(work, placesOf(event)) },
  ],
  'contact.deleted': [],
  'conversation.created': [assignWhoIsThere(), { name: 'notify', run: tellOfCreation }, runRules()],
  'conversation.updated': [runRules()],
  'conversation.status_changed': [
    assignWhoIsThere({ to: 'open' }),
    {
      name: 'ask-for-rating',
      when: { to: 'resolved' },
      run: (work, event) => askForRating(work, event.conversationId ?? 0),
    },
    { name: 'record-resolution', when: { to: 'resolved' }, run: recordResolution },
    { name: 'record-opening', when: { to: 'open' }, run: recordOpening },
    runRules(),
  ],
  'conversation.assigned': [{ name: 'notify', run: tellOfAssignment }, runRules()],
  'conversation.team_changed': [runRules()],
  'conversation.participants_changed': [],
  'conversation.read': [],
  'conversation.bot_handoff': [
    { name: 'notify', run: tellOfCreation },
    { name: 'record-handoff', run: recordHandoff },
  ],
  'conversation.mentioned': [{ name: 'notify', run: tellOfMention }],
  'conversation.deleted': [
    { name: 'forget-notifications', run: (work, event) => removeOfConversation(work, event.conversationId ?? 0) },
  ],
  'conversation.contact_changed': [],
  'message.created': [
    asking({
      name: 'answer-with-templates',
      when: { direction: 'incoming' },
      ask: async (ports, { data }) => (await awaitsTemplate(ports.db, Number(data['messageId']))) || undefined,
      run: (work, { data, conversationId }) =>
        answerWithTemplates(work, { id: Number(data['messageId']), conversationId: conversationId ?? 0 }),
    }),
    // Two, because lines about what happened are told to nobody.
    tellOfWord('notify-of-customer', 'incoming'),
    tellOfWord('notify-of-colleague', 'outgoing'),
    mailToCustomer('mail-answer', 'outgoing'),
    mailToCustomer('mail-template', 'template'),
    { name: 'record-reply', when: { answers: true }, run: recordReply },
    // Three, because lines about what happened concern no rule.
    ...(['incoming', 'outgoing', 'template'] as const).map((direction) =>
      runRules(`run-rules-${direction}`, { direction }),
    ),
  ],
  'message.updated': [
    {
      name: 'record-rating',
      when: { answered: true },
      run: (work, event) => recordRating(work, Number(event.data['messageId'])),
    },
    asking({
      name: 'mail-again',
      when: { retried: true },
      ask: async (ports) => ports.mail.installation,
      run: (work, event, installation) => deliverAgain(work, Number(event.data['messageId']), installation),
    }),
  ],
  'notification.created': [
    asking({
      name: 'mail',
      ask: async (ports, { data }) => (await isMailWanted(ports.db, data['notificationIds'] as number[])) || undefined,
      run: async (work, { data }) => mailLater(work, Number(data['userId'])),
    }),
    asking({
      name: 'push',
      ask: async (ports, { data }) => (await hasBrowsers(ports.db, Number(data['userId']))) || undefined,
      run: pushNew,
    }),
  ],
  'notification.updated': [],
  'notification.deleted': [],
  'contact_import.progressed': [],
}

async function pushNew(work: Work, { data }: RecordedEvent): Promise<void> {
  const { notificationIds } = data
  for (const id of Array.isArray(notificationIds) ? notificationIds : []) {
    pushLater(work, Number(data['userId']), Number(id))
  }
}

function relabelAfter(work: Work, { data }: RecordedEvent): Promise<void> {
  return relabel(work, { id: Number(data['labelId']), from: String(data['title']) })
}

function placesOf(event: RecordedEvent): number[] {
  const { places } = event.data
  return Array.isArray(places) ? places.map(Number) : []
}
