import { beforeAll, expect, test } from 'vitest'
import sdk from '@figuro/chatwoot-sdk'
import { createPlatformApp } from '../features/platform-apps/index.ts'
import { aDeskForAll } from '../testing/desk.ts'
import { aClient, anApiInbox, furnish, type Furnished } from '../testing/furnished.ts'
import type { Answer } from '../testing/people.ts'

// The package is CommonJS, and its default stands where the loader puts it.
const Client = 'default' in sdk ? (sdk as unknown as { default: typeof sdk }).default : sdk

type Call = (given?: object) => Promise<Answer['body']>

const desk = aDeskForAll()
const driven = new Set<string>()
let at: Furnished
let accountId: number
let clients: { agent: object; bare: object; platform: object }

beforeAll(async () => {
  const basePath = await desk().app.listen({ port: 0, host: '127.0.0.1' })
  accountId = desk().accountId
  at = await furnish(desk())
  const clientFor = (token: string, path = basePath) =>
    new Client({ config: { basePath: path, with_credentials: true, credentials: 'include', token } })
  const token: string = desk().ada.user.access_token
  clients = {
    agent: clientFor(token),
    // Its methods for members of teams leave out where the API begins.
    bare: clientFor(token, `${basePath}/api/v1`),
    platform: clientFor(await createPlatformApp(desk().ports.db, 'Provisioner')),
  }
})

/** Calls a method by its name, with the account unless the method says another. */
function drive(name: string, given: object = {}, as: keyof typeof clients = 'agent'): Promise<Answer['body']> {
  driven.add(name)
  const parts = name.split('.')
  const owner = parts.slice(0, -1).reduce((one: object, key) => one[key as never], clients[as])
  return (owner as Record<string, Call>)[parts.at(-1) ?? '']?.({ accountId, ...given }) as Promise<Answer['body']>
}

/** Every method that the package has. */
function methodsOf(owner: object, path = ''): string[] {
  return Object.entries(owner).flatMap(([key, service]) => {
    const isGroup = Object.getPrototypeOf(service) === Object.prototype
    if (isGroup) return key === 'chatwootAPI' ? [] : methodsOf(service as object, `${key}.`)
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(service))
    return names.filter((name) => name !== 'constructor').map((name) => `${path}${key}.${name}`)
  })
}

test('agents, inboxes and who is in them', async () => {
  const ben = await drive('agents.create', { data: { name: 'Ben', email: 'ben@lamp.example', role: 'agent' } })
  expect(await drive('agents.update', { id: ben.id, data: { role: 'administrator' } })).toMatchObject({ id: ben.id })
  expect((await drive('agents.list')).map(({ id }: { id: number }) => id)).toContain(ben.id)
  const channel = { type: 'web_widget', website_url: 'https://lamp.example' }
  const { id } = await drive('inboxes.create', { data: { name: 'Shop', channel } })
  expect(await drive('inboxes.get', { id })).toMatchObject({ id, name: 'Shop' })
  expect(await drive('inboxes.update', { id, data: { name: 'Lamps' } })).toMatchObject({ name: 'Lamps' })
  expect((await drive('inboxes.list')).payload.length).toBeGreaterThan(1)
  const members = { inbox_id: id, user_ids: [ben.id] }
  expect((await drive('inboxes.addAgent', { data: members })).payload).toMatchObject([{ id: ben.id }])
  const replaced = await drive('inboxes.updateAgentsInInbox', { data: { ...members, user_ids: [at.ines.user.id] } })
  expect(replaced.payload).toMatchObject([{ id: at.ines.user.id }])
  expect((await drive('inboxes.listAgents', { inboxId: id })).payload).toHaveLength(1)
  await drive('inboxes.removeAgent', { inboxId: id, data: { user_ids: [at.ines.user.id] } })
  expect((await drive('inboxes.listAgents', { inboxId: id })).payload).toEqual([])
  const bot = await drive('accountAgentBots.create', { data: { name: 'Robin' } })
  await drive('inboxes.updateAgentBot', { id, data: { agent_bot: bot.id } })
  expect(await drive('inboxes.getAgentBot', { id })).toMatchObject({ agent_bot: { id: bot.id } })
  expect(await drive('accountAgentBots.get', { id: bot.id })).toMatchObject({ name: 'Robin' })
  expect(await drive('accountAgentBots.update', { id: bot.id, data: { name: 'Bob' } })).toMatchObject({ name: 'Bob' })
  expect(await drive('accountAgentBots.list')).toHaveLength(1)
  await drive('accountAgentBots.delete', { id: bot.id })
  expect(await drive('accountAgentBots.list')).toEqual([])
  await drive('agents.delete', { id: ben.id })
  expect(await drive('profile.profile')).toMatchObject({ id: desk().ada.user.id })
})

test('teams and who is in them', async () => {
  const team = await drive('teams.create', { data: { name: 'sales', description: 'Sells', allow_auto_assign: false } })
  const teamId = team.id
  expect(await drive('teams.get', { teamId })).toMatchObject({ name: 'sales' })
  expect(await drive('teams.update', { teamId, data: { description: 'Sells more' } })).toMatchObject({ id: teamId })
  expect(await drive('teams.list')).toHaveLength(1)
  const of = (id: number) => ({ teamId, data: { user_ids: [id] } })
  expect(await drive('teams.addAgent', of(at.ines.user.id), 'bare')).toMatchObject([{ id: at.ines.user.id }])
  expect(await drive('teams.updateAgentsInTeam', of(at.otto.user.id), 'bare')).toMatchObject([{ id: at.otto.user.id }])
  expect(await drive('teams.listMembers', { teamId }, 'bare')).toHaveLength(1)
  await drive('teams.removeAgent', of(at.otto.user.id), 'bare')
  expect(await drive('teams.listMembers', { teamId }, 'bare')).toEqual([])
  await drive('teams.delete', { teamId })
  expect(await drive('teams.list')).toEqual([])
})

test('contacts and conversations', async () => {
  const inbox = await anApiInbox(desk())
  const made = await drive('contacts.create', { data: { inbox_id: inbox.id, name: 'Mo', email: 'mo@home.example' } })
  const { contact, contact_inbox: place } = made.payload
  expect(await drive('contacts.get', { id: contact.id })).toMatchObject({ payload: { name: 'Mo' } })
  expect(await drive('contacts.update', { id: contact.id, data: { name: 'Mo R' } })).toMatchObject({
    payload: { name: 'Mo R' },
  })
  expect((await drive('contacts.list', { sort: '-name' })).meta.count).toBe(1)
  expect((await drive('contacts.search', { q: 'mo r' })).payload).toMatchObject([{ id: contact.id }])
  const row = { attribute_key: 'name', filter_operator: 'equal_to', values: ['Mo R'], query_operator: null }
  expect((await drive('contacts.filter', { payload: [row] })).payload).toMatchObject([{ id: contact.id }])
  const second = await anApiInbox(desk())
  const entered = await drive('contact.create', { id: contact.id, data: { inbox_id: second.id, source_id: 'mo-1' } })
  expect(entered).toMatchObject({ source_id: 'mo-1' })
  expect((await drive('contact.getContactable', { id: contact.id })).payload.length).toBeGreaterThan(0)

  const beginning = { source_id: place.source_id, inbox_id: inbox.id, contact_id: contact.id }
  const { id: conversationId } = await drive('conversations.create', { data: beginning })
  const on = { conversationId }
  expect(await drive('conversations.get', on)).toMatchObject({ id: conversationId })
  expect((await drive('conversations.list')).data.meta.all_count).toBeGreaterThan(0)
  expect((await drive('conversations.getMeta')).meta.all_count).toBeGreaterThan(0)
  const open = { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'], query_operator: null }
  expect((await drive('conversations.filter', { payload: [open] })).payload.length).toBeGreaterThan(0)
  expect(await drive('conversationLabels.add', { ...on, data: { labels: ['vip'] } })).toEqual({ payload: ['vip'] })
  expect(await drive('conversationLabels.list', on)).toEqual({ payload: ['vip'] })
  const assigned = await drive('conversationAssignment.assign', { ...on, data: { assignee_id: desk().ada.user.id } })
  expect(assigned).toMatchObject({ id: desk().ada.user.id })
  const message = await drive('messages.create', { ...on, data: { content: 'Hello', message_type: 'outgoing' } })
  expect((await drive('messages.list', on)).payload.length).toBeGreaterThan(0)
  const one = { ...on, messageId: message.id }
  expect(await drive('messages.update', { ...one, data: { status: 'delivered' } })).toMatchObject({
    status: 'delivered',
  })
  await drive('messages.delete', one)
  const resolved = await drive('conversations.toggleStatus', { ...on, data: { status: 'resolved' } })
  expect(resolved).toMatchObject({ payload: { current_status: 'resolved' } })
  expect((await drive('contacts.listConversations', { id: contact.id })).payload).toHaveLength(1)
  await drive('contacts.delete', { id: contact.id })
  await expect(drive('contacts.get', { id: contact.id })).rejects.toMatchObject({ status: 404 })
})

test('what is kept beside: rules, answers, attributes, filters, hooks and webhooks', async () => {
  const actions = [{ action_name: 'resolve_conversation', action_params: [] }]
  const rule = { name: 'Resolve', event_name: 'message_created', conditions: [], actions }
  const { id: ruleId } = await drive('automationRule.create', { data: rule })
  // The published shape wraps one rule.
  expect(JSON.stringify(await drive('automationRule.get', { id: ruleId }))).toContain('Resolve')
  await drive('automationRule.update', { id: ruleId, data: { active: false } })
  expect((await drive('automationRule.list')).payload).toMatchObject([{ id: ruleId, active: false }])
  await drive('automationRule.delete', { id: ruleId })

  const { id: cannedId } = await drive('cannedResponses.create', { data: { short_code: 'hi', content: 'Hello' } })
  expect(await drive('cannedResponses.update', { id: cannedId, data: { content: 'Hi' } })).toMatchObject({
    content: 'Hi',
  })
  expect(await drive('cannedResponses.list')).toHaveLength(1)
  await drive('cannedResponses.delete', { id: cannedId })

  const plan = { attribute_display_name: 'Plan', attribute_key: 'plan', attribute_display_type: 0, attribute_model: 1 }
  const { id: planId } = await drive('customAttributes.create', { data: plan })
  expect(await drive('customAttributes.get', { id: planId })).toMatchObject({ attribute_key: 'plan' })
  await drive('customAttributes.update', { id: planId, data: { attribute_display_name: 'Their plan' } })
  expect(await drive('customAttributes.list', { attributeModel: '1' })).toMatchObject([{ id: planId }])
  await drive('customAttributes.delete', { id: planId })

  const filter = { name: 'Mine', type: 'conversation', query: { payload: [] } }
  const { id: customFilterId } = await drive('customFilters.create', { data: filter })
  expect(await drive('customFilters.get', { customFilterId })).toMatchObject({ name: 'Mine' })
  await drive('customFilters.update', { customFilterId, data: { name: 'Ours' } })
  expect(await drive('customFilters.list', { filterType: 'conversation' })).toMatchObject([{ name: 'Ours' }])
  await drive('customFilters.delete', { customFilterId })

  expect((await drive('integrations.list')).payload.length).toBeGreaterThan(0)
  const hook = { app_id: 'google_translate', settings: { project_id: 'lamp', credentials: '{}' } }
  const { id: hookId } = await drive('integrations.create', { data: hook })
  await drive('integrations.update', { hookId, data: { status: false } })
  await drive('integrations.delete', { hookId })

  const added = await drive('webhooks.create', {
    data: { url: 'https://hook.example/one', subscriptions: ['message_created'] },
  })
  const webhookId = added.payload.webhook.id
  await drive('webhooks.update', { webhookId, data: { url: 'https://hook.example/two' } })
  expect((await drive('webhooks.list')).payload.webhooks).toMatchObject([{ url: 'https://hook.example/two' }])
  await drive('webhooks.delete', { webhookId })
})

test("the customers' side of an API inbox", async () => {
  const { inbox_identifier: inboxIdentifier } = await anApiInbox(desk())
  const client = await aClient(desk(), inboxIdentifier)
  const made = await drive('client.contacts.create', { inboxIdentifier, data: { name: 'Kim' } })
  const here = { inboxIdentifier, contactIdentifier: made.source_id }
  expect(made.source_id).not.toBe(client.sourceId)
  expect(await drive('client.contacts.get', here)).toMatchObject({ name: 'Kim' })
  expect(await drive('client.contacts.update', { ...here, data: { name: 'Kim L' } })).toMatchObject({ name: 'Kim L' })
  const { id: conversationId } = await drive('client.conversations.create', here)
  expect(await drive('client.conversations.list', here)).toHaveLength(1)
  const thread = { ...here, conversationId }
  await drive('client.messages.create', { ...thread, data: { content: 'Hello' } })
  expect(await drive('client.messages.list', thread)).toMatchObject([{ content: 'Hello' }])
  const asks = {
    content: 'Which?',
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'A', value: 'a' }] },
  }
  const { body: asked } = await desk().ada.post(`~/conversations/${conversationId}/messages`, asks)
  const values = { submitted_values: [{ title: 'A', value: 'a' }] }
  const answered = await drive('client.messages.update', { ...thread, messageId: asked.id, data: values })
  expect(answered.content_attributes.submitted_values).toMatchObject([{ value: 'a' }])
})

test('a program that provisions accounts, people and bots', async () => {
  const run = (name: string, given: object = {}) => drive(`platform.${name}`, given, 'platform')
  const { id } = await run('accounts.create', { data: { name: 'Kite Ltd' } })
  expect(await run('accounts.get', { accountId: id })).toMatchObject({ name: 'Kite Ltd' })
  expect(await run('accounts.update', { accountId: id, data: { name: 'Kite' } })).toMatchObject({ name: 'Kite' })
  const kai = { name: 'Kai', email: 'kai@kite.example', password: 'Lamp-oil 7' }
  const { id: userId } = await run('users.create', { data: kai })
  expect(await run('users.get', { id: userId })).toMatchObject({ name: 'Kai' })
  expect(await run('users.update', { id: userId, data: { name: 'Kai K' } })).toMatchObject({ name: 'Kai K' })
  expect((await run('users.getSSOUrl', { id: userId })).url).toContain('sso_auth_token')
  const membership = { accountId: id, data: { user_id: userId, role: 'agent' } }
  await run('accountUsers.create', membership)
  expect(await run('accountUsers.list', { accountId: id })).toMatchObject([{ user_id: userId }])
  await run('accountUsers.delete', membership)
  const bot = await run('agentBots.create', { data: { name: 'Robin', account_id: id } })
  expect(await run('agentBots.get', { id: bot.id })).toMatchObject({ name: 'Robin' })
  await run('agentBots.update', { id: bot.id, data: { name: 'Bob' } })
  expect(await run('agentBots.list')).toMatchObject([{ name: 'Bob' }])
  await run('agentBots.delete', { id: bot.id })
  await run('users.delete', { id: userId })
  await run('accounts.delete', { accountId: id })
})

test('what is counted, for the account and for each agent', async () => {
  const day = 24 * 60 * 60
  const now = Math.floor(Date.now() / 1000)
  const range = { type: 'account', since: String(now - day), until: String(now + day) }
  const points = await drive('reports.list', { ...range, metric: 'conversations_count' })
  const total = points.reduce((sum: number, { value }: { value: number }) => sum + value, 0)
  expect(total).toBeGreaterThan(0)
  expect(await drive('reports.listSummaries', range)).toMatchObject({ conversations_count: total, previous: {} })
  expect(await drive('reports.getMetrics', { type: 'account' })).toMatchObject({ open: expect.any(Number) })
  const [agent] = await drive('reports.getAgentMetrics', { type: 'agent', userId: '' })
  expect(agent).toMatchObject({ id: expect.any(Number), metric: { open: expect.any(Number) } })
})

test('every method of the package was driven', () => {
  // Two names of the package lead to one service.
  const all = methodsOf(clients.agent).filter((name) => !driven.has(`platform.${name}`))
  expect(all.length).toBeGreaterThan(80)
  expect(all.filter((name) => !driven.has(name))).toEqual([])
})
