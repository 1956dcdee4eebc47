import { randomUUID } from 'node:crypto'
import { openClient, type HttpClient } from './http-client.ts'
import type { LoadTarget } from './load.ts'

/** How many write at the same time. */
export const WRITERS = 8
// Visitors may write sixty messages a minute each, so that there must be many.
const VISITORS = 320
const PASSWORD = 'correct horse battery'

/** What an agent subscribes to the socket with. */
export interface AgentSeat {
  identifier: string
}

/** Eight writers and the agents who listen. */
export interface HttpWriters {
  url: string
  seats: AgentSeat[]
  /** Acknowledged messages per second. */
  write(seconds: number): Promise<number>
  /** Sends one message as one of the visitors. */
  sendAsVisitor(turn: number, content: string): Promise<void>
}

/** Creates a website, its agents, and visitors who have written once. */
export async function prepareHttp(target: LoadTarget): Promise<HttpWriters> {
  const client = openClient(target.url, WRITERS)
  const ada = await signIn(client, target.administrator.ADMIN_EMAIL, target.administrator.ADMIN_PASSWORD)
  const path = `/api/v1/accounts/${ada.accountId}`
  const inbox = await client.post(`${path}/inboxes`, { name: 'Website', channel: { type: 'web_widget' } }, ada.headers)
  const seats = await seatAgents(client, { path, headers: ada.headers, inboxId: inbox.id, count: target.agents })
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => arrive(client, inbox.website_token)))
  const sendAsVisitor = async (turn: number, content: string) => {
    const visitor = visitors[turn % VISITORS] as Visitor
    await client.post(visitor.path, { message: { content } }, visitor.headers(randomUUID()))
  }
  const sendAsAgent = async (turn: number, content: string) => {
    const { number } = visitors[turn % VISITORS] as Visitor
    const headers = { ...ada.headers, 'idempotency-key': randomUUID() }
    await client.post(`${path}/conversations/${number}/messages`, { content }, headers)
  }
  return { url: target.url, seats, sendAsVisitor, write: (seconds) => writeFor(seconds, sendAsVisitor, sendAsAgent) }
}

type Send = (turn: number, content: string) => Promise<void>

let turns = 0

async function writeFor(seconds: number, asVisitor: Send, asAgent: Send): Promise<number> {
  const begun = performance.now()
  const until = begun + seconds * 1000
  let written = 0
  const writer = async (send: Send) => {
    while (performance.now() < until) {
      const turn = turns++
      await send(turn, `Message ${turn}`)
      written += 1
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, index) => writer(index % 2 ? asAgent : asVisitor)))
  return written / ((performance.now() - begun) / 1000)
}

interface Visitor {
  path: string
  number: number
  headers(key: string): Record<string, string>
}

async function arrive(client: HttpClient, websiteToken: string): Promise<Visitor> {
  const query = `website_token=${websiteToken}`
  const config = await client.post(`/api/v1/widget/config?${query}`, {})
  const token: string = config.website_channel_config.auth_token
  const path = `/api/v1/widget/messages?${query}`
  const first = await client.post(path, { message: { content: 'Hello' } }, { 'x-auth-token': token })
  const headers = (key: string) => ({ 'x-auth-token': token, 'idempotency-key': key })
  return { path, number: first.conversation_id, headers }
}

async function signIn(client: HttpClient, email: string, password: string) {
  const { body, headers: got } = await client.postForHeaders('/auth/sign_in', { email, password })
  const headers = { 'access-token': got['access-token'] ?? '', client: got['client'] ?? '', uid: got['uid'] ?? '' }
  const { id, account_id: accountId, pubsub_token } = body.data
  const identifier = JSON.stringify({ channel: 'RoomChannel', pubsub_token, account_id: accountId, user_id: id })
  return { headers, accountId: Number(accountId), id: Number(id), identifier }
}

async function seatAgents(
  client: HttpClient,
  desk: { path: string; headers: Record<string, string>; inboxId: number; count: number },
): Promise<AgentSeat[]> {
  const names = Array.from({ length: desk.count }, (_, index) => `agent-${index}`)
  const agents = await Promise.all(
    names.map(async (name) => {
      const email = `${name}@lamp.example`
      await client.post(`${desk.path}/agents`, { name, email, role: 'agent', password: PASSWORD }, desk.headers)
      return signIn(client, email, PASSWORD)
    }),
  )
  const members = { inbox_id: desk.inboxId, user_ids: agents.map((agent) => agent.id) }
  await client.post(`${desk.path}/inbox_members`, members, desk.headers)
  return agents.map(({ identifier }) => ({ identifier }))
}
