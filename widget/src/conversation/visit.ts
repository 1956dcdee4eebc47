import { computed, inject, reactive, ref, shallowRef, type InjectionKey } from 'vue'
import { ContactRequests } from './contact-requests.ts'
import { createFetcher } from './fetch-thread.ts'
import { openFileShelf } from './file-shelf.ts'
import { createIdentity } from './identity.ts'
import { createLetterStore } from './letter-store.ts'
import type { Message, Sender } from './message.ts'
import { Outbox, type Letter } from './outbox.ts'
import { randomId } from './random-id.ts'
import { sendLetter } from './send-letter.ts'
import { joinTabs, type TabWord } from './tabs.ts'
import { Thread } from './thread.ts'
import { createOwnTyping, createTypists } from './typing.ts'
import type { VisitorStorage } from './visitor-storage.ts'
import { createWidgetApi, Refused, Unreachable, type ContactDetails, type TeamMember } from './widget-api.ts'
import type { Preferences, WidgetConfig } from './widget-config.ts'

interface HostPage {
  /** False in a window of its own. */
  embedded: boolean
  say(event: string, payload?: object): void
}

export interface VisitStart {
  config: WidgetConfig
  preferences: Preferences
  storage: VisitorStorage
  host: HostPage
  rememberedToken?: string
}

/** What the website says by itself, on its way to the visitor. */
export interface ShownCampaign {
  id: number
  message: string
  sender?: Sender | null
  /** Unix seconds. */
  shownAt: number
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
        // The conversation begins with what is answered; said twice, it changes nothing.
        if (letter.campaign) await api.happened('campaign.triggered', { campaign_id: letter.campaign })
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
  const contact = shallowRef<ContactDetails>()
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
  /** What the pre-chat form was told; it leaves with the next letter. */
  const details = shallowRef<Pick<Letter, 'contact' | 'customAttributes'>>()
  const begun = computed(() => thread.state.conversation !== undefined || outbox.letters.value.length > 0)
  /** Whether a returning visitor has a conversation is known when the server has said so. */
  const loaded = ref(!identity.state.returning)
  return {
    ...start,
    ...post,
    fetcher: createFetcher(api, thread),
    requests,
    contactKnown,
    contact,
    connection,
    typists: createTypists(),
    ownTyping: createOwnTyping((status) => {
      if (thread.state.conversation) api.typing(status).catch(() => {})
    }),
    team: shallowRef<TeamMember[]>([]),
    campaign: shallowRef<ShownCampaign>(),
    /** The last message that was waved away unread. */
    dismissed: ref(Number(storage.read('dismissed')) || 0),
    details,
    offline: computed(() => !connection.online || connection.lost || outbox.stuck.value),
    loaded,
    needsDetails: computed(() => config.preChatFormEnabled && loaded.value && !begun.value && !details.value),
  }
}

export type Visit = ReturnType<typeof assembleVisit>

export const visitKey: InjectionKey<Visit> = Symbol('visit')

export function useVisit(): Visit {
  const visit = inject(visitKey)
  if (!visit) throw new Error('no visit was provided')
  return visit
}
