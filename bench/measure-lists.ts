import { openClient, type HttpClient } from './http-client.ts'
import type { ListCompany, ListPerson } from './list-company.ts'
import { percentile } from './percentile.ts'

/** How long something took for somebody, in milliseconds. */
export interface ListTimes {
  who: string
  what: string
  p50: number
  p95: number
  /** What the p95 should not exceed. */
  aim?: number
}

const ROUNDS = 100
const WARM_UP = 15

type Ask = (round: number) => Promise<unknown>

/** Asks as each person, one request after the other, and never twice the same in a row. */
export async function measureLists(
  url: string,
  company: ListCompany,
  people: ListPerson[],
  size: number,
): Promise<ListTimes[]> {
  const client = openClient(url, 2)
  const times: ListTimes[] = []
  for (const { name, headers } of people) {
    const path = `/api/v1/accounts/${company.accountId}`
    const get = (rest: string) => client.get(`${path}${rest}`, headers)
    const filter = await filterRoute(client, path, headers)
    const kinds: [string, Ask, number?][] = [
      ['list', (round) => get(`/conversations?${pick(TABS, round)}`), 25],
      ['list, other orders', (round) => get(`/conversations?${pick(ORDERS, round)}`), 25],
      ['list by inbox or label', (round) => get(`/conversations?${pick(places(company), round)}`), 25],
      ['open', await opener(get, name), 15],
      ['counts', (round) => get(`/conversations/meta?${pick([...TABS, ...places(company)], round)}`)],
      ['filter', filter],
      ['search', (round) => get(`/search?q=${encodeURIComponent(pick(words(size), round))}`), 50],
      ['search messages', (round) => get(`/search/messages?q=${encodeURIComponent(pick(words(size), round))}`), 50],
      [
        'search conversations',
        (round) => get(`/conversations/search?q=${encodeURIComponent(pick(words(size), round))}`),
        50,
      ],
    ]
    for (const [what, ask, aim] of kinds) {
      times.push({ who: name, what, ...(await timesOf(ask)), ...(aim !== undefined && { aim }) })
    }
  }
  return times
}

async function timesOf(ask: Ask): Promise<{ p50: number; p95: number }> {
  for (let round = 0; round < WARM_UP; round++) await ask(round)
  const samples: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now()
    await ask(round)
    samples.push(performance.now() - begun)
  }
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) }
}

/** Opening a conversation is two requests, which the dashboard sends at once. */
async function opener(get: (rest: string) => Promise<ListAnswer>, name: string): Promise<Ask> {
  const pages = await Promise.all(
    ['status=all', 'status=open', 'status=resolved'].map((query) => get(`/conversations?${query}`)),
  )
  const numbers = pages.flatMap((page) => page.data?.payload.map((one) => one.id) ?? [])
  if (numbers.length === 0) throw new Error(`The ${name} sees no conversation`)
  return (round) => {
    const one = `/conversations/${pick(numbers, round * 7)}`
    return Promise.all([get(one), get(`${one}/messages`)])
  }
}

interface ListAnswer {
  data?: { payload: { id: number }[] }
}

/** The rows of the filter; where the desk has no such route, the list's own. */
async function filterRoute(client: HttpClient, path: string, headers: Record<string, string>): Promise<Ask> {
  const row = (attribute_key: string, value: unknown, query_operator: 'and' | null = null) => ({
    attribute_key,
    filter_operator: 'equal_to',
    values: [value],
    query_operator,
  })
  const bodies = [
    { payload: [row('status', 'open')] },
    { payload: [row('status', 'open', 'and'), row('priority', 'high')] },
    { payload: [row('labels', 'label-3')] },
    { payload: [row('display_id', '4711')] },
  ]
  const ask: Ask = (round) => client.post(`${path}/conversations/filter`, pick(bodies, round), headers)
  try {
    await ask(0)
    return ask
  } catch {
    const queries = [
      'labels[]=label-3',
      'conversation_type=unattended',
      'updated_within=86400',
      'labels[]=label-7&status=all',
    ]
    return (round) => client.get(`${path}/conversations?${pick(queries, round)}`, headers)
  }
}

const TABS = ['all', 'me', 'unassigned'].flatMap((tab) =>
  ['open', 'resolved', 'pending', 'snoozed', 'all'].flatMap((status) =>
    [1, 2].map((page) => `assignee_type=${tab}&status=${status}&page=${page}`),
  ),
)

const ORDERS = ['last_activity_at', 'created_at', 'waiting_since', 'priority'].flatMap((key) =>
  ['asc', 'desc'].flatMap((direction) =>
    ['open', 'resolved', 'all'].map((status) => `sort_by=${key}_${direction}&status=${status}`),
  ),
)

function places({ inboxIds }: ListCompany): string[] {
  return [
    ...[0, 8, 19].flatMap((place) => ['open', 'all'].map((status) => `inbox_id=${inboxIds[place]}&status=${status}`)),
    ...[1, 6, 11].flatMap((label) => ['open', 'all'].map((status) => `labels[]=label-${label}&status=${status}`)),
  ]
}

/** Frequent words and rare ones, several, a beginning, a phrase, a number, an address, a name with a slip, and nothing at all. */
function words(size: number): string[] {
  return [
    'lamp',
    'order',
    'broken',
    'refund invoice',
    'deliv',
    '"order delivery"',
    `INV-${Math.floor(size / 100) * 50}`,
    `#${Math.floor(size / 2)}`,
    `customer${Math.floor(size / 20) * 10}@home`,
    'bro ref',
    'Babe',
    'Gofe Linuka',
    'nobodysaysthis',
  ]
}

function pick<T>(from: T[], round: number): T {
  return from[round % from.length] as T
}
