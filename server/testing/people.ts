import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

/** A response with its JSON, whose shape the test knows. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests read foreign shapes freely; the assertions check them
export type Answer = { status: number; body: any; headers: LightMyRequestResponse['headers'] }

/** Somebody who calls the desk in-process. */
export interface Caller {
  headers: Record<string, string>
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  delete(path: string, body?: unknown): Promise<Answer>
}

/** An agent who is signed in; `~` in a path is their account, `~2` the same in the second version of the API. */
export interface TestAgent extends Caller {
  // oxlint-disable-next-line typescript/no-explicit-any -- the user object of contract 2.2
  user: any
}

/** A customer at a website: the widget's token and query are added to each path. */
export interface TestVisitor extends Caller {
  websiteToken: string
  authToken: string
  pubsubToken: string
  /** Writes a message and returns it. */
  writes(content: string, headers?: Record<string, string>): Promise<Answer>
}

/** Calls with these headers; `expand` turns the short paths of a test into real ones. */
export function callerOf(
  app: FastifyInstance,
  headers: Record<string, string> = {},
  expand: (path: string) => string = (path) => path,
): Caller {
  const call = async (method: InjectOptions['method'], path: string, payload?: unknown, more = {}): Promise<Answer> => {
    const response = await app.inject({
      method,
      url: expand(path),
      headers: { ...headers, ...more },
      ...(payload !== undefined && { payload: payload as InjectOptions['payload'] }),
    })
    return { status: response.statusCode, body: parse(response.body), headers: response.headers }
  }
  return {
    headers,
    get: (path) => call('GET', path),
    post: (path, body, more) => call('POST', path, body, more),
    patch: (path, body, more) => call('PATCH', path, body, more),
    put: (path, body) => call('PUT', path, body),
    delete: (path, body) => call('DELETE', path, body),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Signs somebody in. */
export async function signIn(app: FastifyInstance, email: string, password: string): Promise<TestAgent> {
  const answer = await callerOf(app).post('/auth/sign_in', { email, password })
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${JSON.stringify(answer.body)}`)
  const user = answer.body.data
  const headers = {
    'access-token': String(answer.headers['access-token']),
    client: String(answer.headers['client']),
    uid: String(answer.headers['uid']),
  }
  const account = (version: number) => `/api/v${version}/accounts/${user.account_id}`
  return { user, ...callerOf(app, headers, (path) => path.replace(/^~2/, account(2)).replace(/^~/, account(1))) }
}

/** Adds an agent to an administrator's account, optionally to inboxes, and signs them in. */
export async function anAgent(
  app: FastifyInstance,
  administrator: TestAgent,
  who: { name: string; role?: 'agent' | 'administrator'; inboxIds?: number[] },
): Promise<TestAgent> {
  const email = `${who.name.toLowerCase().replaceAll(' ', '.')}@lamp.example`
  const password = 'correct horse battery'
  const added = await administrator.post('~/agents', { name: who.name, email, role: who.role ?? 'agent', password })
  if (added.status !== 200) throw new Error(`${who.name} could not be added: ${JSON.stringify(added.body)}`)
  for (const inboxId of who.inboxIds ?? []) {
    await administrator.post('~/inbox_members', { inbox_id: inboxId, user_ids: [added.body.id] })
  }
  return signIn(app, email, password)
}

/**
 * Creates a website inbox with its administrator as a member. Returns the inbox object of the API. What an inbox does by itself,
 * it does when the test says so.
 */
export async function aWebsite(administrator: TestAgent, more: object = {}): Promise<Answer['body']> {
  const quiet = { enable_auto_assignment: false, enable_email_collect: false }
  const body = { name: 'Website', channel: { type: 'web_widget' }, ...quiet, ...more }
  const created = await administrator.post('~/inboxes', body)
  if (created.status !== 200) throw new Error(`No inbox: ${JSON.stringify(created.body)}`)
  await administrator.post('~/inbox_members', { inbox_id: created.body.id, user_ids: [administrator.user.id] })
  return created.body
}

/** Somebody opens the website of an inbox. */
export async function aVisitor(app: FastifyInstance, websiteToken: string): Promise<TestVisitor> {
  const query = `website_token=${websiteToken}`
  const config = await callerOf(app).post(`/api/v1/widget/config?${query}`)
  const authToken: string = config.body.website_channel_config.auth_token
  const expand = (path: string) => `/api/v1/widget${path}${path.includes('?') ? '&' : '?'}${query}`
  const caller = callerOf(app, { 'x-auth-token': authToken }, expand)
  return {
    ...caller,
    websiteToken,
    authToken,
    pubsubToken: config.body.contact.pubsub_token,
    writes: (content, headers) => caller.post('/messages', { message: { content } }, headers),
  }
}
