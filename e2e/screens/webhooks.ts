import type { Page } from 'playwright-core'
import type { Reach, Screens } from './reach.ts'

const MINUTE = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString()

const healthy = {
  state: 'healthy',
  last_delivered_at: ago(2),
  failing_since: null,
  last_failure: null,
  switched_off_at: null,
  switched_off_reason: null,
  waiting: 0,
  failed: 0,
}
const webhook = (id: number, more: object) => ({
  id,
  name: 'Shop system',
  url: 'https://shop.example/hooks/a-path-that-is-longer-than-the-line-it-stands-in/and-goes-on',
  account_id: 1,
  secret: 'UgfYC5G_EDESyB6Rscxqweruw9Nq2dFQT_pSqpIt6Xw',
  signing_secret: 'whsec_VWdmWUM1R19FREVTeUI2UnNjeHF3ZXJ1dzlOcTJkRlFUX3BTcXBJdDZYdw==',
  subscriptions: ['message_created', 'conversation_created'],
  health: healthy,
  ...more,
})
const failing = { ...healthy, state: 'failing', failing_since: ago(90), last_failure: 'shop.example took too long' }
const off = { ...healthy, state: 'off', switched_off_at: ago(400), switched_off_reason: 'gone', waiting: 3, failed: 12 }
const webhooks = [
  webhook(1, { health: { ...failing, waiting: 4, failed: 1 } }),
  webhook(2, { name: 'Warehouse', url: 'https://warehouse.example/in', health: off }),
  webhook(3, { name: null, url: 'https://crm.example/in', health: { ...healthy, last_delivered_at: null } }),
  webhook(4, { name: 'Statistics' }),
]
const delivery = (id: number, more: object) => ({
  id,
  delivery_id: 'd5b6ca7f-599f-43eb-9fc3-ea9d1338b4a8',
  event: 'message_created',
  state: 'delivered',
  attempts: 1,
  status: 200,
  error: null,
  conversation_id: 7,
  replay_id: null,
  created_at: ago(3),
  settled_at: ago(3),
  next_attempt_at: null,
  ...more,
})
const late = 'shop.example took too long'
const deliveries = [
  delivery(6, { state: 'waiting', attempts: 0, status: null, settled_at: null }),
  delivery(5, { state: 'waiting', attempts: 3, status: 503, settled_at: null, next_attempt_at: ago(-28) }),
  delivery(4, {
    state: 'failed',
    attempts: 10,
    status: null,
    error: late,
    event: 'contact_updated',
    conversation_id: null,
  }),
  delivery(3, {}),
  delivery(2, { event: 'conversation_typing_on' }),
  delivery(1, { event: 'webhook_test', conversation_id: null }),
]
const attempt = (number: number, more: object) => ({
  number,
  outcome: 'failed',
  started_at: ago(number),
  duration_ms: 212,
  request: {
    url: 'https://shop.example/hooks?token=•••',
    headers: { 'webhook-id': 'd5b6ca7f-599f-43eb-9fc3-ea9d1338b4a8', 'webhook-signature': 'v1,lxDDBR•••' },
  },
  status: 503,
  response_headers: { 'content-type': 'text/plain' },
  response_body: 'The shop is away',
  error: null,
  ...more,
})
const lost = { status: null, response_headers: null, response_body: null }
const opened = {
  ...deliveries[1],
  body: JSON.stringify({ account: { id: 1, name: 'Lamp & Co' }, content: 'Hello', event: 'message_created' }),
  body_cut: false,
  log: [
    attempt(1, {}),
    attempt(2, { ...lost, error: late, duration_ms: 5003 }),
    attempt(3, { ...lost, outcome: 'lost' }),
  ],
}
const replays = [
  {
    id: 1,
    from: ago(120),
    until: ago(60),
    only_missed: true,
    created_at: ago(1),
    state: 'sending',
    events: 900,
    read: 900,
    waiting: 310,
    delivered: 580,
    failed: 10,
  },
]

/** What a server says of webhooks that nobody tells in a test. */
async function tell(page: Page): Promise<void> {
  const answers: [string, object][] = [
    ['**/api/v1/accounts/*/webhooks', { payload: { webhooks } }],
    ['**/webhooks/*/deliveries*', { payload: deliveries, meta: { next_cursor: 'more' } }],
    ['**/webhooks/*/deliveries/5', opened],
    ['**/webhooks/*/replays', { payload: replays }],
    ['**/webhooks/*/test', { ...opened, state: 'failed', log: [attempt(1, {})] }],
  ]
  // The last answer to an address counts. None is taken away first: the page before this one still asks.
  for (const [address, json] of answers) await page.route(address, (route) => route.fulfill({ json }))
}

const at =
  (path: string, ready: (page: Page) => Promise<unknown>): Reach =>
  async (page, account) => {
    await tell(page)
    await page.goto(`${account}/settings/webhooks${path}`)
    await ready(page)
  }
const logIsThere = (page: Page) => page.getByTestId('delivery').first().waitFor()

export const webhookScreens: Screens = {
  webhooks: at('', (page) => page.getByTestId('row').first().waitFor()),
  'webhook-new': at('?open=new', (page) => page.getByTestId('webhook-url').waitFor()),
  webhook: at('/1#secret', logIsThere),
  'webhook-delivery': at('/1', async (page) => {
    await logIsThere(page)
    await page.getByTestId('open-delivery').nth(1).click()
    await page.getByTestId('attempt').first().waitFor()
    await page.getByTestId('attempt').first().scrollIntoViewIfNeeded()
  }),
  'webhook-off': at('/2', logIsThere),
  'webhook-replay': at('/4', async (page) => {
    await logIsThere(page)
    await page.getByTestId('replay').first().scrollIntoViewIfNeeded()
  }),
  'webhook-test': at('/4', async (page) => {
    await logIsThere(page)
    await page.getByTestId('test-webhook').click()
    await page.getByTestId('test-result').waitFor()
  }),
}
