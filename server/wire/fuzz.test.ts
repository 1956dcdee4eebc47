import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../testing/desk.ts'
import { rubbishHeader } from '../testing/driven-operations.ts'
import { form, formHeaders, pixel } from '../testing/form.ts'
import { furnish, type Furnished } from '../testing/furnished.ts'
import { addressOf, placesOf } from '../testing/places.ts'
import { dice, rubbish, rubbishFields, type Dice } from '../testing/rubbish.ts'
import { accessMatrix, type Expectation, type Places } from './access-matrix.ts'

const REQUESTS = 2000
const SEED = 20_260_101

const desk = aDeskForAll()
let at: Furnished
let places: Places

beforeAll(async () => {
  at = await furnish(desk())
  places = await placesOf(desk(), at)
})

// These end the credentials that the other requests are made with, or count passwords, which is slow on purpose.
const LEFT_OUT = /sign_out|sign_in|reset_access_token|\/setup|GET \/(app|packs|porchlight|health|metrics|$)/

const rows = accessMatrix.filter((row) => !LEFT_OUT.test(row.route))

const IDS = ['0', '-1', '1e99', 'abc', '99999999999', '%00', '%F0%9F%98%80', '1.5', ' ', 'null', '__proto__']

const USUAL_QUERY = [
  'page',
  'per_page',
  'cursor',
  'status',
  'sort_by',
  'sort',
  'q',
  'labels[]',
  'before',
  'after',
  'source_id',
]

const REPORT_QUERY = [
  'since',
  'until',
  'type',
  'id',
  'metric',
  'group_by',
  'timezone_offset',
  'business_hours',
  'page',
  'team_id',
  'inbox_ids[]',
]

function headersFor(row: Expectation): Record<string, string> {
  if (row.access === 'visitor') return { 'x-auth-token': at.mo.authToken }
  if (row.access === 'platform app') return at.platform.headers
  if (row.access === 'client' || row.access === 'anybody') return {}
  // The API token: it stays valid when rubbish changes the address.
  return { api_access_token: desk().ada.user.access_token }
}

function urlFor(row: Expectation, from: Dice): string {
  const { identifier, sourceId } = at.kim
  const [, route = ''] = row.route.split(' ')
  const id = from.below(6) === 0 ? from.pick(IDS) : row.request.id?.(places)
  const path = addressOf(route, { ...places, identifier, sourceId, id })
  const query = new URLSearchParams(row.access === 'visitor' ? { website_token: at.website.website_token } : {})
  const length = row.route.startsWith('GET') ? 3 : from.below(2)
  for (let count = 0; count < length; count += 1) {
    const name = from.pick(row.route.includes('report') ? REPORT_QUERY : USUAL_QUERY)
    query.append(name, from.pick([...IDS, '1', 'open', JSON.stringify(rubbish(from))]))
  }
  return `${path}?${query}`
}

/** A body with what the route wants, some of it exchanged for rubbish, in one of the forms that bodies come in. */
function bodyFor(row: Expectation, from: Dice): { payload?: Buffer | string; headers: Record<string, string> } {
  if (row.route.startsWith('GET')) return { headers: {} }
  const usual = typeof row.request.body === 'function' ? row.request.body(places) : row.request.body
  const body = from.below(4) === 0 ? rubbishFields(from) : spoilt({ ...usual }, from)
  const kind = from.below(10)
  if (kind === 0) return { payload: JSON.stringify(rubbish(from)), headers: { 'content-type': 'application/json' } }
  if (kind === 1) return { payload: new URLSearchParams(pairs(body)).toString(), headers: FORM }
  if (kind === 2) return { payload: form([...pairs(body), ['attachments[]', pixel]]), headers: formHeaders }
  const text = JSON.stringify(body)
  // One in ten is cut short.
  return { payload: kind === 3 ? text.slice(0, -1) : text, headers: { 'content-type': 'application/json' } }
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

function spoilt(body: Record<string, unknown>, from: Dice): Record<string, unknown> {
  for (const key of Object.keys(body)) if (from.below(3) === 0) body[key] = rubbish(from)
  return { ...body, ...(from.below(2) === 0 && rubbishFields(from)) }
}

function pairs(body: Record<string, unknown>): [string, string][] {
  return Object.entries(body).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)])
}

test(`${REQUESTS} requests of rubbish to every route are answered, never with an error of ours`, async () => {
  const from = dice(SEED)
  const failures: string[] = []
  const statuses = new Map<number, number>()
  for (let count = 0; count < REQUESTS; count += 1) {
    // Time passes, so that the rate limits do not answer instead.
    if (count % 40 === 0) desk().pass(61)
    const row = rows[count % rows.length] as Expectation
    const [method = ''] = row.route.split(' ')
    const { payload, headers } = bodyFor(row, from)
    const url = urlFor(row, from)
    const request = { method: method as 'POST', url, headers: { ...headersFor(row), ...headers, ...rubbishHeader } }
    const { statusCode } = await desk().app.inject({ ...request, ...(payload !== undefined && { payload }) })
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
    if (statusCode >= 500) failures.push(`${method} ${url} ${String(payload).slice(0, 500)}`)
  }
  expect(failures).toEqual([])
  // Rubbish that is all refused at the door would prove little.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 5)
  expect(statuses.get(422) ?? 0).toBeGreaterThan(REQUESTS / 20)
  expect(statuses.get(429) ?? 0).toBeLessThan(REQUESTS / 20)
})

test('what rubbish left behind is announced and shown like anything else', async () => {
  await desk().settle()
  const failed = await desk().database.pool.query('select last_error from graphile_worker.jobs where attempts > 0')
  expect(failed.rows).toEqual([])
  for (const path of ['~/conversations?status=all&per_page=100', '~/agents', '~/inboxes', '~']) {
    expect((await desk().ada.get(path)).status).toBeLessThan(500)
  }
})
