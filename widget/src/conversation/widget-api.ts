import type { Conversation, Message } from './message.ts'

/** The server understood and said no; trying the same again is useless. */
export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The server could not be asked, or was too busy to answer: try again later. */
export class Unreachable extends Error {}

export interface ContactDetails {
  id?: number | null
  has_email?: boolean
  has_name?: boolean
  has_phone_number?: boolean
  widget_auth_token?: string
}

export interface TeamMember {
  id: number
  name: string
  avatar_url?: string
  availability_status?: string
}

interface VisitorConfig {
  website_channel_config?: { auth_token?: string }
  contact?: { pubsub_token?: string | null; email?: string | null; name?: string | null }
}

/** Clients read `message`, then `error`, then `errors[0]`. */
function reasonIn(body: unknown): string {
  const { message, error, errors } = (body ?? {}) as { message?: string; error?: string; errors?: string[] }
  return message || error || errors?.[0] || ''
}

export function outcomeOf(status: number, body: unknown): unknown {
  if (status >= 200 && status < 300) return body
  if (status === 408 || status === 429 || status >= 500 || status === 0) throw new Unreachable(String(status))
  throw new Refused(status, reasonIn(body))
}

const patience = 20_000

/** The paths of contract §2.20; `token` answers the visitor's present token. */
export function createWidgetApi(websiteToken: string, token: () => string) {
  const address = (path: string, query: Record<string, string | number> = {}) =>
    `/api/v1/widget/${path}?${new URLSearchParams({ website_token: websiteToken, ...query })}`

  async function call<Answer>(method: string, url: string, body?: object, headers: object = {}): Promise<Answer> {
    let response: Response
    try {
      response = await fetch(url, {
        method,
        credentials: 'omit',
        headers: {
          'X-Auth-Token': token(),
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      })
      const text = await response.text()
      return outcomeOf(response.status, text ? parse(text) : undefined) as Answer
    } catch (error) {
      if (error instanceof Refused || error instanceof Unreachable) throw error
      throw new Unreachable(String(error))
    }
  }

  return {
    address,
    call,
    token,
    config: () => call<VisitorConfig>('POST', address('config'), {}),
    team: () => call<{ payload: TeamMember[] }>('GET', address('inbox_members')),
    conversation: () => call<Partial<Conversation>>('GET', address('conversations')),
    messages: (query: { before?: number; after?: number } = {}) =>
      call<{ payload: Message[] }>('GET', address('messages', query)),
    contact: () => call<ContactDetails>('GET', address('contact')),
    markSeen: () => call('POST', address('conversations/update_last_seen'), {}),
    end: () => call('GET', address('conversations/toggle_status')),
    typing: (typing_status: 'on' | 'off') => call('POST', address('conversations/toggle_typing'), { typing_status }),
    happened: (name: string, event_info: object) => call('POST', address('events'), { name, event_info }),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type WidgetApi = ReturnType<typeof createWidgetApi>
