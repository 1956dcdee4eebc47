import { toRaw } from 'vue'
import type { PushedMessage, User } from '../api/wire.ts'
import { useAgents } from '../features/agents/agent-store.ts'
import { useChanges } from '../features/changes/change-store.ts'
import { useContacts } from '../features/contacts/contact-store.ts'
import { importEars } from '../features/contact-transfer/import-ears.ts'
import { useConversations } from '../features/conversations/conversation-store.ts'
import { useList } from '../features/conversations/list-store.ts'
import { useUnread } from '../features/conversations/unread-store.ts'
import { useFolders } from '../features/filters/folder-store.ts'
import { useViewers } from '../features/conversations/viewers-store.ts'
import { useInboxes } from '../features/inboxes/inbox-store.ts'
import { useLabels } from '../features/labels/label-store.ts'
import { useMessages } from '../features/messages/message-store.ts'
import { useTyping } from '../features/messages/typing-store.ts'
import { hearNotification, recountNotifications } from '../features/notifications/bell.ts'
import { useOutbox } from '../features/outbox/outbox-store.ts'
import { useTeams } from '../features/teams/team-store.ts'
import { applyEvent } from '../realtime/apply-event.ts'
import { CableClient } from '../realtime/cable-client.ts'
import type { CableFrame } from '../realtime/cable-client.ts'
import type { Desk } from '../realtime/desk.ts'
import { Resume } from '../realtime/resume.ts'
import { refreshOutdated } from './refresh-outdated.ts'
import { showPublicBrand } from '../api/branding.ts'
import type { Brand } from '../api/branding.ts'
import { showBrand } from '../session/brand.ts'
import { connection } from '../session/connection.ts'
import { useSession } from '../session/session-store.ts'

/** How long the first fetch waits for the socket's position, so that nothing falls between the two. */
const FIRST_FETCH_MS = 1200

export interface DeskLine {
  /** Says which conversation is open here now, and again every so often. */
  viewing: (id: number | null) => void
  /** Says whether somebody looks at this page now: then nothing is pushed to their other devices. */
  looking: (now: boolean) => void
  close: () => void
}

/** Who listens, by the token of now. A token that is refused was replaced, or this device was signed out: asking tells which. */
function identity(accountId: number, user: User, comeBack: () => void) {
  const session = useSession()
  let token = user.pubsub_token
  const afresh = () => {
    if (session.isSignedIn && session.user?.pubsub_token !== token) comeBack()
  }
  return {
    identify: () => {
      token = session.user?.pubsub_token ?? token
      return { channel: 'RoomChannel', pubsub_token: token, account_id: accountId, user_id: user.id }
    },
    onRejected: () => void session.verify().then(afresh, () => undefined),
  }
}

/** Opens the socket of one account and keeps every store in step with it, also across sleep and lost networks. */
export function connectDesk(
  accountId: number,
  user: User,
  openId: () => number | null,
  announce: (message: PushedMessage) => void,
): DeskLine {
  const desk = gatherDesk()
  const resume = new Resume()
  const client: CableClient = new CableClient(cableAddress(), {
    ...identity(accountId, user, () => client.wake()),
    onSubscribed: () => {
      // What was said while nobody listened is asked for.
      if (connection.wasHeard) void showPublicBrand().then(showBrand, () => undefined)
      connection.heard = true
      connection.wasHeard = true
      client.perform('resume', { position: resume.start() })
      viewing.again()
      looking.again()
      useOutbox().hurry()
      void useChanges().hurry()
    },
    onLost: () => (connection.heard = false),
    onFrame: (frame) => {
      if (frame.data?.['account_id'] !== undefined && frame.data['account_id'] !== accountId) return
      // It belongs to no account, so it has no position.
      if (frame.event === 'installation.branded') return showBrand(frame.data as unknown as Brand)
      const outcome = resume.hear(frame)
      if (outcome && outcome !== 'continue') void fetchAll(openId(), outcome === 'start over')
      if (outcome) return
      applyEvent(desk, frame)
      follow(frame, announce, openId())
    },
  })
  const viewing = keepSaying<number | null>(null, (id) => client.perform('viewing', { conversation_id: id }))
  const looking = keepSaying(false, (now) => client.perform('looking', { looking: now }))
  const floor = setTimeout(() => {
    if (resume.position === null) void fetchAll(openId(), false)
  }, FIRST_FETCH_MS)
  const deaf = hearOfReturn(() => client.wake())
  client.open()
  return {
    viewing: viewing.say,
    looking: looking.say,
    close: () => {
      clearTimeout(floor)
      viewing.stop()
      looking.stop()
      deaf()
      client.close()
    },
  }
}

/** Calls back when the network or the looking agent is back; what it returns ends that. */
function hearOfReturn(back: () => void): () => void {
  const wake = () => {
    if (!document.hidden) back()
  }
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  return () => {
    window.removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', wake)
  }
}

const SAY_AGAIN_MS = 20_000

/** The server forgets what it was told after a while, so it is told again, as long as it is not `nothing`. */
function keepSaying<Said>(nothing: Said, perform: (said: Said) => void) {
  let said = nothing
  const again = () => {
    if (said !== nothing) perform(said)
  }
  const timer = setInterval(again, SAY_AGAIN_MS)
  const say = (next: Said) => {
    if (next !== said) perform(next)
    said = next
  }
  return { say, again, stop: () => clearInterval(timer) }
}

function gatherDesk(): Desk {
  const contacts = useContacts()
  const agents = useAgents()
  const conversations = useConversations()
  return {
    conversations: conversations.shelf,
    knownConversations: () => [...toRaw(conversations.rows).keys()],
    threads: useMessages().threads,
    contacts: contacts.byId,
    typists: useTyping().shelf,
    viewers: useViewers().shelf,
    agents: agents.shelf,
    visitors: contacts.online,
    knownAgents: () => agents.presence.keys(),
    knownVisitors: () => contacts.online.keys(),
  }
}

/** What a frame means beyond the row it carries: counts, conversations not known here yet, somebody to tell. */
function follow(frame: CableFrame, announce: (message: PushedMessage) => void, openId: number | null): void {
  if (
    /^(message\.created|contact\.deleted|conversation\.(created|updated|status_changed|deleted)|(assignee|team)\.changed)$/.test(
      frame.event,
    )
  )
    recountAll()
  if (frame.event === 'contact_import.progressed') for (const ear of importEars) ear(Number(frame.data['id']))
  if (frame.event.startsWith('notification.')) hearNotification(frame.event, frame.data as never)
  if (frame.event === 'account.cache_invalidated') refreshOutdated(frame.data['cache_keys'] as Record<string, string>)
  if (/^conversation\.(mentioned|read)$/.test(frame.event)) recountAll()
  if (/^contact\.(created|updated)$/.test(frame.event)) useContacts().news += 1
  // Whoever looks at a conversation that has left them is told by the refusal to fetch it.
  if (openId !== null && frame.data?.['left'] === true && frame.data['id'] === openId) {
    void useConversations().load(openId)
  }
  if (frame.event !== 'message.created') return
  const message = frame.data as unknown as PushedMessage // the contract's shape of this event, §3.3
  const conversations = useConversations()
  if (!conversations.rows.has(message.conversation_id)) void conversations.load(message.conversation_id)
  if (message.echo_id) useOutbox().forget(message.echo_id)
  if (message.message_type === 0) announce(message)
}

function recountAll(): void {
  useList().recount()
  useUnread().recount()
}

/** `forget`: rows that the fresh list does not confirm may be long out of date. */
async function fetchAll(openId: number | null, forget: boolean): Promise<void> {
  const messages = useMessages()
  messages.markAllStale()
  if (forget) useContacts().histories.clear()
  const thread = openId === null ? [] : [messages.ensure(openId), useConversations().load(openId)]
  useUnread().recount()
  void recountNotifications()
  const lists = [useAgents(), useInboxes(), useTeams(), useLabels(), useFolders()]
  const rest = lists.map((one) => one.load().catch(() => undefined))
  await Promise.all([useList().refetch(forget, openId), ...thread, ...rest])
}

function cableAddress(): string {
  const url = new URL('/cable', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
