import { reactive } from 'vue'
import type { VisitorStorage } from './visitor-storage.ts'
import { Refused, type WidgetApi } from './widget-api.ts'

interface IdentityStart {
  /** The fresh token of the page, good for somebody who has never written. */
  freshToken: string
  freshPubsubToken: string
  /** What the host page or this origin remembered from an earlier visit. */
  rememberedToken?: string
}

/** Who the visitor is. Nothing is stored before the visitor writes. */
export function createIdentity(start: IdentityStart, storage: VisitorStorage, kept: (token: string) => void) {
  const remembered = start.rememberedToken || storage.read('token')
  const state = reactive({
    token: remembered || start.freshToken,
    pubsubToken: remembered ? '' : start.freshPubsubToken,
    returning: Boolean(remembered),
  })

  /** Another tab may have become somebody first; then this tab is the same person. */
  function adopt(): void {
    const stored = storage.read('token')
    if (!stored || stored === state.token) return
    // Tokens are renewed now and then; only a stranger becomes somebody with another socket.
    Object.assign(state, { token: stored, pubsubToken: state.returning ? state.pubsubToken : '', returning: true })
  }

  /** From the first message on the visitor is remembered, here and by the host page. */
  function keep(token?: string): void {
    if (token) state.token = token
    else adopt()
    state.returning = true
    if (storage.read('token') === state.token && start.rememberedToken === state.token) return
    storage.write('token', state.token)
    start.rememberedToken = state.token
    kept(state.token)
  }

  /** Somebody new again, as the page was loaded for. */
  function forget(): void {
    Object.assign(state, { token: start.freshToken, pubsubToken: start.freshPubsubToken, returning: false })
  }

  return {
    state,
    adopt,
    keep,
    forget,
    /** Asks for the socket's token of the remembered visitor. A token that is no longer good is forgotten. */
    async confirm(api: WidgetApi): Promise<void> {
      try {
        const { contact, website_channel_config } = await api.config()
        state.pubsubToken = contact?.pubsub_token || state.pubsubToken
        if (website_channel_config?.auth_token && state.returning) keep(website_channel_config.auth_token)
      } catch (error) {
        if (!(error instanceof Refused) || !state.returning) throw error
        storage.remove('token')
        forget()
      }
    },
  }
}
