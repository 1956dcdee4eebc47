import { openClient, type HttpClient } from './http-client.ts'
import type { Company } from './seed-lists.ts'

/** The company of the benchmark, and who signs in to it. */
export interface ListCompany extends Company {
  administrator: Credentials
  /** An agent who is in three of the inboxes: the largest, a middling and the smallest. */
  agent: Credentials
}

interface Credentials {
  email: string
  password: string
}

/** Somebody signed in. */
export interface ListPerson {
  name: string
  headers: Record<string, string>
}

const INBOXES = 20
const AGENTS = 50
const PASSWORD = 'correct horse battery'

/** Makes the inboxes and agents of the company that the desk was founded with. */
export async function foundListCompany(
  url: string,
  founder: { ADMIN_EMAIL: string; ADMIN_PASSWORD: string },
): Promise<ListCompany> {
  const client = openClient(url, 1)
  const administrator = { email: founder.ADMIN_EMAIL, password: founder.ADMIN_PASSWORD }
  const { accountId, headers } = await signIn(client, administrator)
  const path = `/api/v1/accounts/${accountId}`
  const inboxIds: number[] = []
  for (let count = 1; count <= INBOXES; count++) {
    const inbox = { name: `Website ${count}`, channel: { type: 'web_widget' } }
    inboxIds.push((await client.post(`${path}/inboxes`, inbox, headers)).id)
  }
  const agentIds: number[] = []
  for (let count = 1; count <= AGENTS; count++) {
    const who = { name: `Agent ${count}`, email: `agent-${count}@lamp.example`, role: 'agent' }
    const password = count === 1 ? { password: PASSWORD } : {}
    agentIds.push((await client.post(`${path}/agents`, { ...who, ...password }, headers)).id)
  }
  for (const inboxId of [inboxIds[0], inboxIds[8], inboxIds[19]]) {
    await client.post(`${path}/inbox_members`, { inbox_id: inboxId, user_ids: [agentIds[0]] }, headers)
  }
  return { accountId, inboxIds, agentIds, administrator, agent: { email: 'agent-1@lamp.example', password: PASSWORD } }
}

/** Signs both in. */
export async function signInToLists(url: string, company: ListCompany): Promise<ListPerson[]> {
  const client = openClient(url, 1)
  const administrator = await signIn(client, company.administrator)
  const agent = await signIn(client, company.agent)
  return [
    { name: 'administrator', headers: administrator.headers },
    { name: 'agent in 3 of 20 inboxes', headers: agent.headers },
  ]
}

async function signIn(client: HttpClient, credentials: Credentials) {
  const { body, headers: got } = await client.postForHeaders('/auth/sign_in', credentials)
  const headers = { 'access-token': got['access-token'] ?? '', client: got['client'] ?? '', uid: got['uid'] ?? '' }
  return { headers, accountId: Number(body.data.account_id) }
}
