import { beforeAll, expect, test } from 'vitest'
import { routesFor } from '../app/build-app.ts'
import { createMetrics } from '../platform/metrics/metrics.ts'
import { aPlatformApp } from '../testing/platform.ts'
import { aBot } from '../testing/automation.ts'
import { anotherCompany } from '../testing/another-company.ts'
import { aDeskForAll, testPassword } from '../testing/desk.ts'
import { aClient, anApiInbox, furnish, type Furnished } from '../testing/furnished.ts'
import { aVisitor, aWebsite, callerOf, signIn } from '../testing/people.ts'
import { addressOf, placesOf } from '../testing/places.ts'
import { accessMatrix, CALLERS, type Expectation, type Places } from './access-matrix.ts'

const desk = aDeskForAll()
let furnished: Furnished
let places: Places
/** The credentials of each caller, made anew where a call uses them up. */
let credentials: Record<string, (row: Expectation) => Promise<Credentials>>

interface Credentials {
  headers?: Record<string, string>
  query?: string
  identifier?: string
  sourceId?: string
}

beforeAll(async () => {
  furnished = await furnish(desk())
  places = await placesOf(desk(), furnished)
  credentials = {
    ...(await agentCredentials()),
    ...(await visitorCredentials()),
    ...(await clientCredentials()),
    ...(await platformCredentials()),
  }
})

async function agentCredentials() {
  const { app, ada } = desk()
  const { ines, otto } = furnished
  const zoe = await anotherCompany(desk())
  const revoked = await signIn(app, ada.user.email, testPassword)
  await revoked.delete('/auth/sign_out')
  const signedIn = await signIn(app, ines.user.email, testPassword)
  const fixed = (headers: Record<string, string>) => async () => ({ headers })
  return {
    anonymous: fixed({}),
    'revoked device': fixed(revoked.headers),
    // Signing out ends the session, so that route has one of its own.
    agent: async ({ route }: Expectation) =>
      route.includes('sign_out') ? signIn(app, ines.user.email, testPassword) : signedIn,
    'agent of another account': fixed(zoe.headers),
    'outside the inbox': fixed(otto.headers),
    'in the inbox': fixed(ines.headers),
    administrator: fixed(ada.headers),
    bot: fixed((await aBot(desk(), ada)).headers),
    'bot of another account': fixed((await aBot(desk(), zoe)).headers),
  }
}

async function visitorCredentials() {
  const { mo, website } = furnished
  const elsewhere = await aWebsite(desk().ada, { name: 'Elsewhere' })
  const foreigner = await aVisitor(desk().app, elsewhere.website_token)
  const query = `website_token=${website.website_token}`
  return {
    'no website token': async () => ({ headers: { 'x-auth-token': mo.authToken } }),
    "another website's token": async () => ({ query, headers: { 'x-auth-token': foreigner.authToken } }),
    'forged token': async () => ({ query, headers: { 'x-auth-token': `${mo.authToken.slice(0, -4)}AAAA` } }),
    'own token': async () => ({ query, headers: { 'x-auth-token': mo.authToken } }),
  }
}

async function clientCredentials() {
  const { identifier, sourceId } = furnished.kim
  const other = await anApiInbox(desk())
  const stranger = await aClient(desk(), other.inbox_identifier)
  return {
    'unknown inbox': async () => ({ identifier: 'unknown', sourceId }),
    "another inbox's contact": async () => ({ identifier, sourceId: stranger.sourceId }),
    'own contact': async () => ({ identifier, sourceId }),
  }
}

async function platformCredentials() {
  const [own, other] = [furnished.platform, await aPlatformApp(desk(), 'Other')]
  return {
    'no token': async () => ({ headers: {} }),
    "an agent's token": async () => ({ headers: { api_access_token: desk().ada.user.access_token } }),
    "another app's token": async () => ({ headers: other.headers }),
    "the app's token": async () => ({ headers: own.headers }),
  }
}

function address(route: string, row: Expectation, who: Credentials): string {
  const path = addressOf(route, { ...places, ...who, id: row.request.id?.(places) })
  const query = [who.query, row.request.query?.(places)].filter(Boolean).join('&')
  return query ? `${path}?${query}` : path
}

async function statusFor(row: Expectation, caller: string): Promise<number> {
  const [method = '', route = ''] = row.route.split(' ')
  const who = (await credentials[caller]?.(row)) ?? {}
  const { body } = row.request
  const payload = typeof body === 'function' ? body(places) : body
  const { post, patch, put, get, delete: remove } = callerOf(desk().app, who.headers)
  const call = { GET: get, POST: post, PATCH: patch, PUT: put, DELETE: remove }[method]
  if (!call) throw new Error(`${method} is no method of a route`)
  return (await call(address(route, row, who), payload)).status
}

function routeTable() {
  const { ports, settings } = desk()
  return routesFor({ ports, settings, metrics: createMetrics() })
}

test('every route has a row in the access matrix', () => {
  const rows = new Set(accessMatrix.map((row) => row.route))
  const missing = routeTable().filter(({ method, path }) => !rows.has(`${method} ${path}`))
  const sentences = missing.map(
    ({ method, path, access }) =>
      `${method} ${path} (${access}) has no row: say in server/wire/access-matrix/ what each caller is answered.`,
  )
  expect(sentences).toEqual([])
})

test('every row of the access matrix has a route, with the rule it speaks of', () => {
  const rules = new Map(routeTable().map(({ method, path, access }) => [`${method} ${path}`, access]))
  const wrong = accessMatrix.flatMap(({ route, access }) => {
    const rule = rules.get(route)
    if (rule === undefined) return [`${route} is in the access matrix, but is no route: remove its row.`]
    const covers = rule === access || (rule === 'administrator' && access === 'member')
    return covers ? [] : [`${route} is for "${rule}", but stands among the rows for "${access}".`]
  })
  expect(wrong).toEqual([])
})

test('every row says something of every caller, and of each route once', () => {
  expect(accessMatrix.filter((row) => row.statuses.length !== CALLERS[row.access].length)).toEqual([])
  expect(new Set(accessMatrix.map((row) => row.route)).size).toBe(accessMatrix.length)
})

for (const row of accessMatrix) {
  test(`${row.route} answers each caller as its row says`, async () => {
    const answers: Record<string, number> = {}
    const expected: Record<string, number> = {}
    for (const [index, caller] of CALLERS[row.access].entries()) {
      const status = row.statuses[index]
      if (typeof status !== 'number') continue
      expected[caller] = status
      answers[caller] = await statusFor(row, caller)
    }
    expect(answers).toEqual(expected)
  })
}

test("a bot's token opens nothing but the list of contract 2.1", async () => {
  const bot = await aBot(desk(), desk().ada)
  const opened: string[] = []
  for (const row of accessMatrix.filter(({ access }) => access === 'member' || access === 'signed in')) {
    const [method = '', route = ''] = row.route.split(' ')
    const url = address(route, row, {})
    const { statusCode, body } = await desk().app.inject({ method: method as 'GET', url, headers: bot.headers })
    if (statusCode !== 401 || !body.includes('"error"')) opened.push(`${row.route} ${statusCode}`)
  }
  expect(opened).toEqual([])
})

test('a contact does not tell an agent about inboxes the agent is not in', async () => {
  const seen = async (who: typeof furnished.otto) => (await who.get(`~/contacts/${places.contact}`)).body.payload
  expect((await seen(furnished.otto)).contact_inboxes).toEqual([])
  expect((await seen(desk().ada)).contact_inboxes).toHaveLength(1)
  const { body } = await furnished.otto.get(`~/contacts/${places.contact}/conversations`)
  expect(body.payload).toEqual([])
})
