import { watch } from 'vue'
import { backOff } from '../realtime/back-off.ts'
import { Cable } from '../realtime/cable.ts'
import { applyFrame } from './apply-frame.ts'
import { isOwn, type Message } from './message.ts'
import type { Letter } from './outbox.ts'
import type { TabWord } from './tabs.ts'
import { assembleVisit, type Visit, type VisitStart } from './visit.ts'

/** Lets the parts act on each other: the socket, the other tabs, the queue and the first message. */
export function followVisit(start: VisitStart): Visit {
  const visit = assembleVisit(start, {
    delivered: (letter, message) => delivered(visit, cable, letter, message),
    tab: (word) => hearTab(visit, cable, word),
    becameSomebodyElse: (token) => become(visit, cable, token),
  })
  const cable = createVisitCable(visit)
  addEventListener('online', () => {
    visit.connection.online = true
    if (visit.connection.wanted) cable.retryNow()
    visit.outbox.wakeNow()
  })
  addEventListener('offline', () => (visit.connection.online = false))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && visit.connection.wanted && !visit.connection.live) cable.retryNow()
  })
  // A page that comes back from the browser's back-forward cache has slept through everything.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    visit.outbox.refresh()
    if (visit.connection.wanted) cable.retryNow()
  })
  // What was begun in a window of its own is found here too.
  watch(
    () => visit.preferences.isOpen && visit.identity.state.returning && visit.loaded.value && !isTalking(visit),
    (missing) => missing && load(visit, cable),
  )
  watchUnread(visit)
  watchConnection(visit)
  if (visit.identity.state.returning) load(visit, cable)
  if (visit.outbox.letters.value.length) visit.outbox.wake()
  return visit
}

function isTalking({ connection, thread, outbox }: Visit): boolean {
  return connection.wanted || thread.state.conversation !== undefined || outbox.letters.value.length > 0
}

function createVisitCable(visit: Visit): Cable {
  const { identity, api, thread, connection, fetcher, outbox, requests, typists, host } = visit
  const cable = new Cable({
    openSocket: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/cable`, 'actioncable-v1-json'),
    identifier: () => JSON.stringify({ channel: 'RoomChannel', pubsub_token: identity.state.pubsubToken }),
    onLive() {
      connection.live = true
      connection.online = true
      catchUp(visit)
      outbox.wakeNow()
      void requests.flush()
    },
    onDown() {
      connection.live = false
      typists.clear()
    },
    onRejected: () => void identity.confirm(api).catch(() => {}),
    onMessage: (frame) =>
      applyFrame(
        {
          thread,
          typists,
          otherConversation: () => void fetcher.conversation().catch(() => {}),
          newMessage: (message) => {
            host.say('onEvent', { eventIdentifier: 'chatwoot:on-message', data: message })
            if (!isOwn(message)) ring(visit)
          },
        },
        frame,
      ),
  })
  return cable
}

/** Only who asks for it hears something, and not while looking. */
function ring({ preferences, host }: Visit): void {
  if (preferences.isOpen && document.visibilityState === 'visible') return
  host.say('playAudio')
  if (preferences.sound) void import('../peek/play-sound.ts').then(({ playSound }) => playSound()).catch(() => {})
}

function catchUp(visit: Visit, attempt = 0): void {
  visit.fetcher.missed().catch(() => {
    if (visit.connection.live) setTimeout(catchUp, backOff(attempt), visit, attempt + 1)
  })
}

/** Everything a returning visitor has, as soon as the server can be reached. */
function load(visit: Visit, cable: Cable, attempt = 0): void {
  const { identity, api, fetcher, thread, contactKnown, requests } = visit
  const work = async () => {
    await identity.confirm(api)
    if (!identity.state.returning) return void (visit.loaded.value = true)
    const [found] = await Promise.all([api.contact(), fetcher.all()])
    visit.contact.value = found
    contactKnown.value = Boolean(found?.id)
    visit.loaded.value = true
    void requests.flush()
    if (thread.state.conversation) follow(visit, cable)
  }
  work().catch(() => setTimeout(load, backOff(attempt), visit, cable, attempt + 1))
}

function follow(visit: Visit, cable: Cable): void {
  visit.connection.wanted = true
  cable.connect()
}

function delivered(visit: Visit, cable: Cable, letter: Letter, message: Message): void {
  const { thread, host, shelf, tabs, requests } = visit
  const first = !thread.state.conversation
  visit.identity.keep()
  thread.applyFrame(message)
  shelf.remove(letter.id)
  tabs.tell({ kind: 'delivered', message })
  if (letter.campaign) {
    visit.campaign.value = undefined
    void visit.fetcher.newest().catch(() => {})
  }
  if (letter.contact && Object.keys(letter.contact).length) {
    requests.ask({ needs: 'contact', method: 'PATCH', path: 'contact', body: letter.contact })
  }
  if (first) host.say('onEvent', { eventIdentifier: 'chatwoot:on-start-conversation', data: { hasConversation: true } })
  startConversation(visit, cable, message)
}

/** The first message made the contact and the conversation; from here on the socket is worth having. */
function startConversation(visit: Visit, cable: Cable, { conversation_id: id }: Message): void {
  const { thread, identity, api, requests, contactKnown } = visit
  contactKnown.value = true
  if (thread.state.conversation?.id !== id) thread.state.conversation = { id, inbox_id: 0, status: 'open' }
  void requests.flush()
  const ready = identity.state.pubsubToken || visit.connection.wanted
  const pubsub = ready ? Promise.resolve() : identity.confirm(api)
  void pubsub.catch(() => {}).then(() => follow(visit, cable))
}

function become(visit: Visit, cable: Cable, token: string, tell = true): void {
  const { identity, thread, tabs } = visit
  if (tell) tabs.tell({ kind: 'identity', token })
  identity.keep(token)
  identity.state.pubsubToken = ''
  cable.close()
  thread.clear()
  load(visit, cable)
}

/** The website says goodbye to this person in another tab; the next one starts with nothing. */
function reset(visit: Visit, cable: Cable): void {
  visit.connection.wanted = false
  cable.close()
  visit.identity.forget()
  visit.thread.clear()
  visit.details.value = visit.contact.value = visit.requests.user.value = undefined
  visit.contactKnown.value = false
  visit.dismissed.value = 0
  visit.outbox.refresh()
}

function hearTab(visit: Visit, cable: Cable, word: TabWord): void {
  const { thread, outbox } = visit
  switch (word.kind) {
    case 'letters':
      outbox.refresh()
      return outbox.wake()
    case 'delivered':
      visit.identity.adopt()
      thread.applyFrame(word.message)
      outbox.refresh()
      return startConversation(visit, cable, word.message)
    case 'seen':
      return thread.seenUpTo(word.id)
    case 'dismissed':
      return void (visit.dismissed.value = Math.max(visit.dismissed.value, word.id))
    case 'reset':
      return reset(visit, cable)
    case 'identity':
      return become(visit, cable, word.token, false)
  }
}

/** A connection that comes back within seconds was never worth a word. */
function watchConnection({ connection }: Visit): void {
  let patience: ReturnType<typeof setTimeout> | undefined
  watch(
    () => connection.wanted && !connection.live,
    (down) => {
      clearTimeout(patience)
      if (down) patience = setTimeout(() => (connection.lost = true), 3000)
      else connection.lost = false
    },
  )
}

/** What the visitor can see on the screen is read. */
function watchUnread({ thread, preferences, tabs, api }: Visit): void {
  const look = () => {
    if (!preferences.isOpen || document.visibilityState !== 'visible' || !thread.unread.value) return
    thread.seenUpTo(thread.lastId() ?? 0)
    tabs.tell({ kind: 'seen', id: thread.state.lastSeenId })
    api.markSeen().catch(() => {})
  }
  watch([thread.unread, () => preferences.isOpen], look)
  document.addEventListener('visibilitychange', look)
}
