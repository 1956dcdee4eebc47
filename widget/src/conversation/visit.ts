import { computed, inject, reactive, ref, shallowRef, type InjectionKey } from 'vue'
import { ContactRequests } from './contact-requests.ts'
import { createFetcher } from './fetch-thread.ts'
import { openFileShelf } from './file-shelf.ts'
import { createIdentity } from './identity.ts'
import { createLetterStore } from './letter-store.ts'
import type { Message } from './message.ts'
import { Outbox, type Letter } from './outbox.ts'
import { randomId } from './random-id.ts'
import { sendLetter } from './send-letter.ts'
import { joinTabs, type TabWord } from './tabs.ts'
import { Thread } from './thread.ts'
import { createOwnTyping, createTypists } from './typing.ts'
import type { VisitorStorage } from './visitor-storage.ts'
import { createWidgetApi, Refused, Unreachable, type TeamMember } from './widget-api.ts'
import type { Preferences, WidgetConfig } from './widget-config.ts'

interface HostPage {
  say(event: string, payload?: object): void
}

export interface VisitStart {
  config: WidgetConfig
  preferences: Preferences
  storage: VisitorStorage
  host: HostPage
  rememberedToken?: string
}

/** What the parts tell the whole. */
interface Heed {
  delivered(letter: Letter, message: Message): void
  tab(word: TabWord): void
  becameSomebodyElse(token: string): void
}

/** The visitor, the server, the messages, and what is on its way to the server. */
function assemblePost(start: VisitStart, heed: Heed) {
  const { config, host, storage } = start
  const identity = createIdentity(
    { freshToken: config.authToken, freshPubsubToken: config.pubsubToken, rememberedToken: start.rememberedToken },
    storage,
    (token) => host.say('setAuthCookie', { data: { widgetAuthToken: token } }),
  )
  const api = createWidgetApi(config.websiteToken, () => identity.state.token)
  const shelf = openFileShelf()
  const tabs = joinTabs(config.websiteToken, heed.tab)
  const outbox = new Outbox({
    newId: randomId,
    store: createLetterStore(storage),
    async send(letter, onProgress) {
      identity.adopt()
      const { token } = identity.state
      try {
        return await sendLetter(api, shelf, letter, onProgress)
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 401) throw error
        await identity.confirm(api)
        // The remembered visitor is gone; the letter is sent as somebody new.
        throw identity.state.token === token ? error : new Unreachable('token')
      }
    },
    alone: tabs.alone,
    delivered: heed.delivered,
    changed: () => tabs.tell({ kind: 'letters' }),
  })
  return { identity, api, shelf, tabs, outbox, thread: new Thread() }
}

/** The parts of one visit, each unaware of the others; `followVisit` lets them act on each other. */
export function assembleVisit(start: VisitStart, heed: Heed) {
  const { config, host, storage } = start
  const post = assemblePost(start, heed)
  const { api, identity, outbox, thread } = post
  const contactKnown = ref(false)
  const requests = new ContactRequests({
    api,
    has: (what) => thread.state.conversation !== undefined || (what === 'contact' && contactKnown.value),
    lastUser: { read: () => storage.read('user'), write: (fingerprint) => storage.write('user', fingerprint) },
    refused: (request, error) => {
      if (request.path === 'contact/set_user') host.say('error', { errorType: 'SET_USER_ERROR', data: error.message })
    },
    becameSomebodyElse: heed.becameSomebodyElse,
  })
  const connection = reactive({ online: navigator.onLine, wanted: false, live: false, lost: false })
  const details = shallowRef<Letter['contact']>()
  const introduced = computed(
    () => details.value || identity.state.returning || contactKnown.value || requests.knowsUser.value,
  )
  return {
    ...start,
    ...post,
    fetcher: createFetcher(api, thread),
    requests,
    contactKnown,
    connection,
    typists: createTypists(),
    ownTyping: createOwnTyping((status) => {
      if (thread.state.conversation) api.typing(status).catch(() => {})
    }),
    team: shallowRef<TeamMember[]>([]),
    details,
    offline: computed(() => !connection.online || connection.lost || outbox.stuck.value),
    needsDetails: computed(() => config.preChatFormEnabled && !introduced.value),
  }
}

export type Visit = ReturnType<typeof assembleVisit>

export const visitKey: InjectionKey<Visit> = Symbol('visit')

export function useVisit(): Visit {
  const visit = inject(visitKey)
  if (!visit) throw new Error('no visit was provided')
  return visit
}
