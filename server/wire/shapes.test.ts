import { beforeAll, describe, expect, test } from 'vitest'
import { aBot, aRule, furnishAutomation } from '../testing/automation.ts'
import { aDeskForAll, testPassword } from '../testing/desk.ts'
import { differences, lookedAt, shapeNames } from '../testing/fixtures.ts'
import { notificationShapes } from '../testing/notification-shapes.ts'
import { provisioningShapes, signInShapes } from '../testing/sign-in-shapes.ts'
import { form, formHeaders, pixel } from '../testing/form.ts'
import { furnish, type Furnished } from '../testing/furnished.ts'
import { keptRows } from '../testing/kept-rows.ts'
import { aVisitor, aWebsite, callerOf, type Answer } from '../testing/people.ts'

const desk = aDeskForAll({ ENABLE_ACCOUNT_SIGNUP: 'yes' })
let at: Furnished

beforeAll(async () => {
  at = await furnish(desk())
  const { ada } = desk()
  await ada.post(`~/conversations/${at.conversation}/messages`, { content: 'So sorry!', echo_id: 'e1' })
  await ada.post(`~/conversations/${at.conversation}/assignments`, { assignee_id: ada.user.id })
  await at.kim.post(`@/conversations/${at.kim.conversation}/messages`, { content: 'Hello' })
})

function fits(answer: Answer, shape: string, status = 200) {
  expect({ status: answer.status, differences: differences(shape, answer.body) }).toEqual({ status, differences: [] })
}

describe('The account and its people', () => {
  test('signing in answers with the user object and the headers of contract A.1', async () => {
    const answer = await callerOf(desk().app).post('/auth/sign_in', {
      email: 'ada@lamp.example',
      password: testPassword,
    })
    fits(answer, 'sign_in')
    expect(answer.headers).toMatchObject({ 'token-type': 'Bearer', uid: 'ada@lamp.example' })
    expect(answer.headers['access-token']).toMatch(/^[\w-]{20,}$/)
    expect(answer.headers['client']).toMatch(/^[\w-]{16,}$/)
    expect(Number(answer.headers['expiry'])).toBeGreaterThan(Date.now() / 1000)
  })

  test('validating a token and the profile show the user object', async () => {
    fits(await desk().ada.get('/auth/validate_token'), 'validate_token')
    fits(await desk().ada.get('/api/v1/profile'), 'user')
    fits(await desk().ada.put('/api/v1/profile', { profile: { display_name: 'Ada L.' } }), 'user')
  })

  test('every session of a person has the keys of contract 2.2', async () => {
    const { body } = await desk().ada.get('/api/v1/profile/sessions')
    expect(body.length).toBeGreaterThan(0)
    expect(body.flatMap((session: unknown) => differences('session', session))).toEqual([])
  })

  test('the account lists every feature that clients look for', async () => {
    const shown = await desk().ada.get('~')
    fits(shown, 'account')
    expect(Object.values(shown.body.features)).not.toContain(false)
    fits(await desk().ada.patch('~', { locale: 'en' }), 'account')
    fits(await desk().ada.get('~/cache_keys'), 'cache_keys_reply')
  })

  test('agents are a bare list, members and assignable agents a payload', async () => {
    fits(await desk().ada.get('~/agents'), 'agents')
    fits(await desk().ada.get(`~/inbox_members/${at.website.id}`), 'agents_payload')
    fits(await desk().ada.get(`~/assignable_agents?inbox_ids[]=${at.website.id}`), 'agents_payload')
    fits(await desk().ada.patch(`~/agents/${at.otto.user.id}`, { availability: 'busy' }), 'agent')
  })
})

describe('Teams and custom roles', () => {
  test('teams are a bare list, their members a bare list of agents', async () => {
    const team = await desk().ada.post('~/teams', { team: { name: 'Sales', description: 'Sells lamps' } })
    fits(team, 'team')
    const one = `~/teams/${team.body.id}`
    fits(await desk().ada.get('~/teams'), 'teams')
    fits(await desk().ada.get(one), 'team')
    fits(await desk().ada.patch(one, { allow_auto_assign: 'false' }), 'team')
    const user_ids = [at.ines.user.id]
    for (const answer of [
      await desk().ada.post(`${one}/team_members`, { user_ids }),
      await desk().ada.patch(`${one}/team_members`, { user_ids }),
      await desk().ada.get(`${one}/team_members`),
    ]) {
      fits(answer, 'agents')
      expect(answer.body).toHaveLength(1)
    }
    fits(await desk().ada.post(`~/conversations/${at.conversation}/assignments`, { team_id: team.body.id }), 'team_row')
    const { body } = await desk().ada.get(`~/conversations/${at.conversation}`)
    expect(differences('conversation', body)).toEqual([])
    expect(differences('team', body.meta.team)).toEqual([])
    await desk().ada.delete(one)
    await desk().ada.post(`~/conversations/${at.conversation}/assignments`, { assignee_id: desk().ada.user.id })
  })

  test('custom roles are a bare list, and show in the agent and in the user object', async () => {
    const permissions = ['conversation_manage', 'report_manage']
    const role = await desk().ada.post('~/custom_roles', { custom_role: { name: 'Lead', permissions } })
    fits(role, 'custom_role')
    fits(await desk().ada.get('~/custom_roles'), 'custom_roles')
    fits(await desk().ada.get(`~/custom_roles/${role.body.id}`), 'custom_role')
    fits(await desk().ada.patch(`~/custom_roles/${role.body.id}`, { description: 'Leads' }), 'custom_role')
    const agent = await desk().ada.patch(`~/agents/${at.otto.user.id}`, { custom_role_id: role.body.id })
    fits(agent, 'agent')
    expect(agent.body.custom_role_id).toBe(role.body.id)
    const profile = await at.otto.get('/api/v1/profile')
    fits(profile, 'user')
    expect(profile.body.accounts[0]).toMatchObject({
      role: 'agent',
      permissions: [...permissions, 'custom_role'],
      custom_role_id: role.body.id,
    })
    expect(differences('custom_role_of_user', profile.body.accounts[0].custom_role)).toEqual([])
    fits(await desk().ada.patch(`~/agents/${at.otto.user.id}`, { custom_role_id: null }), 'agent')
  })
})

describe('Inboxes', () => {
  test('an inbox shows its secrets to administrators only', async () => {
    fits(await desk().ada.get(`~/inboxes/${at.website.id}`), 'web_widget_inbox_for_administrators')
    fits(await at.ines.get(`~/inboxes/${at.website.id}`), 'web_widget_inbox')
    const members = { inbox_id: at.apiInbox.id, user_ids: [at.ines.user.id] }
    await desk().ada.post('~/inbox_members', members)
    fits(await desk().ada.get(`~/inboxes/${at.apiInbox.id}`), 'api_inbox_for_administrators')
    fits(await at.ines.get(`~/inboxes/${at.apiInbox.id}`), 'api_inbox')
    const { body } = await at.ines.get('~/inboxes')
    expect(JSON.stringify(body)).not.toMatch(/hmac_token|"secret"/)
    expect(body.payload).toHaveLength(2)
  })

  test('an e-mail inbox shows how its mail is fetched and sent to administrators only', async () => {
    const channel = { type: 'email', email: 'support@lamp.example', imap_password: 'open sesame' }
    const made = await desk().ada.post('~/inboxes', { name: 'Mail', channel })
    fits(made, 'email_inbox_for_administrators')
    await desk().ada.post('~/inbox_members', { inbox_id: made.body.id, user_ids: [at.ines.user.id] })
    fits(await at.ines.get(`~/inboxes/${made.body.id}`), 'email_inbox')
    fits(await at.ines.get(`~/inboxes/${at.website.id}/assignable_agents`), 'agents_payload')
  })
})

describe('Contacts', () => {
  test('a contact is shown with its places, and created and changed as contract 0.2 says', async () => {
    fits(await desk().ada.get(`~/contacts/${at.contactId}`), 'contact_reply')
    const body = { name: 'Lu', email: 'lu@home.example', inbox_id: at.website.id }
    const created = await desk().ada.post('~/contacts', body)
    fits(created, 'contact_created')
    const { id } = created.body.payload.contact
    fits(await desk().ada.put(`~/contacts/${id}`, { phone_number: '+491701234567' }), 'contact_reply')
    fits(await desk().ada.get(`~/contacts/${at.contactId}/conversations`), 'contact_conversations')
  })

  test('lists of contacts have a payload, a count and a page', async () => {
    await desk().ada.post('~/contacts', { name: 'Ida', email: 'ida@home.example' })
    fits(await desk().ada.get('~/contacts'), 'contacts')
    fits(await desk().ada.get('~/contacts/active'), 'contacts')
    fits(await desk().ada.get('~/contacts/search?q=ida'), 'contact_search')
  })

  test('what hangs on a contact answers as contract 2.8 says', async () => {
    const one = `~/contacts/${at.contactId}`
    fits(await desk().ada.get(`${one}/contactable_inboxes`), 'contactable_inboxes')
    fits(
      await desk().ada.post(`${one}/contact_inboxes`, { inbox_id: at.apiInbox.id, source_id: 'crm-1' }),
      'contact_inbox',
    )
    const place = { inbox_id: at.apiInbox.id, source_id: 'crm-1' }
    fits(await desk().ada.post('~/contact_inboxes/filter', place), 'contact')
    fits(await desk().ada.post(`${one}/notes`, { content: 'Polite' }), 'note')
    fits(await desk().ada.get(`${one}/notes`), 'notes')
    const files = await desk().ada.get(`${one}/attachments`)
    fits(files, 'contact_attachments')
    expect(files.body.payload).toHaveLength(1)
    const spare = await desk().ada.post('~/contacts', { name: 'Spare' })
    const merge = { base_contact_id: at.contactId, mergee_contact_id: spare.body.payload.contact.id }
    fits(await desk().ada.post('~/actions/contact_merge', merge), 'contact')
  })

  test('imports and exports of contacts show how far they are', async () => {
    const file = { fileName: 'people.csv', contentType: 'text/csv', bytes: 'name,plan\nA,gold\n,\n' }
    const upload = form([['import_file', file]])
    fits(await desk().ada.post('~/contacts/import?preview=true', upload, formHeaders), 'contact_import_preview')
    fits(await desk().ada.post('~/contacts/import', upload, formHeaders), 'contact_import')
    fits(await desk().ada.post('~/contacts/export', {}), 'contact_export')
    await desk().settle()
    fits(await desk().ada.get('~/contacts/imports'), 'contact_imports')
    fits(await desk().ada.get('~/contacts/exports'), 'contact_exports')
  })
})

describe('Conversations and messages', () => {
  test('the list and its counts have the keys of contract A.2', async () => {
    const list = await desk().ada.get('~/conversations?status=all')
    fits(list, 'conversations')
    expect(list.body.data.payload).toHaveLength(2)
    fits(await desk().ada.get('~/conversations/meta'), 'conversations_meta')
  })

  test('one conversation is whole wherever it is the answer', async () => {
    const one = `~/conversations/${at.conversation}`
    fits(await desk().ada.get(one), 'conversation')
    const fresh = { inbox_id: at.website.id, contact_id: at.contactId, message: { content: 'Hi' } }
    fits(await desk().ada.post('~/conversations', fresh), 'conversation')
    fits(await desk().ada.post(`${one}/update_last_seen`), 'conversation')
    fits(await desk().ada.post(`${one}/unread`), 'conversation')
    fits(await desk().ada.patch(one, { priority: 'high' }), 'conversation')
  })

  test('what is done to a conversation answers as contract 2.9 says', async () => {
    const one = `~/conversations/${at.conversation}`
    fits(await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' }), 'toggle_status')
    fits(await desk().ada.post(`${one}/toggle_status`, { status: 'open' }), 'toggle_status')
    const until = Math.floor(Date.now() / 1000) + 3600
    const snoozed = await desk().ada.post(`${one}/toggle_status`, { status: 'snoozed', snoozed_until: until })
    fits(snoozed, 'toggle_status')
    expect(snoozed.body.payload.snoozed_until).toBe(new Date(until * 1000).toISOString())
    fits(await desk().ada.post(`${one}/assignments`, { assignee_id: at.ines.user.id }), 'agent')
    expect((await desk().ada.post(`${one}/assignments`, { assignee_id: 0 })).body).toBeNull()
    fits(await desk().ada.post(`${one}/custom_attributes`, { custom_attributes: { tier: 1 } }), 'custom_attributes')
    await desk().ada.post(`${one}/assignments`, { assignee_id: desk().ada.user.id })
  })

  test('the thread and each message in it have the keys of contract A.3', async () => {
    const thread = await desk().ada.get(`~/conversations/${at.conversation}/messages`)
    fits(thread, 'messages')
    expect(thread.body.payload[0].attachments).toHaveLength(1)
    const path = `~/conversations/${at.conversation}/messages`
    const created = await desk().ada.post(path, { content: 'A note', private: true, echo_id: 'e2' })
    fits(created, 'message')
    expect(created.body).toMatchObject({ private: true, echo_id: 'e2', message_type: 1 })
    const deleted = await desk().ada.delete(`${path}/${created.body.id}`)
    fits(deleted, 'message')
    expect(deleted.body.content_attributes).toEqual({ deleted: true })
  })
})

describe('What a company and its agents keep', () => {
  test('labels are a payload, the others bare lists, each row with the keys of contract 2.7', async () => {
    const { ada } = desk()
    const { label, cannedResponse, attributeDefinition, customFilter, dashboardApp } = await keptRows(ada)
    fits(await ada.get('~/labels'), 'labels')
    fits(await ada.get(`~/labels/${label}`), 'label')
    fits(await ada.get('~/canned_responses'), 'canned_responses')
    fits(await ada.patch(`~/canned_responses/${cannedResponse}`, { content: 'Hi!' }), 'canned_response')
    fits(await ada.get('~/custom_attribute_definitions'), 'custom_attribute_definitions')
    fits(await ada.get(`~/custom_attribute_definitions/${attributeDefinition}`), 'custom_attribute_definition')
    fits(await ada.get('~/custom_filters'), 'custom_filters')
    fits(await ada.get(`~/custom_filters/${customFilter}`), 'custom_filter')
    fits(await ada.get('~/dashboard_apps'), 'dashboard_apps')
    fits(await ada.get(`~/dashboard_apps/${dashboardApp}`), 'dashboard_app')
  })

  test('lists by filter rows have the keys of contract 2.8 and 2.9', async () => {
    const { ada } = desk()
    fits(await ada.post(`~/conversations/${at.conversation}/labels`, { labels: ['vip'] }), 'carried_labels')
    await ada.put(`~/contacts/${at.contactId}`, { email: 'mo@home.example' })
    const payload = [{ attribute_key: 'labels', filter_operator: 'equal_to', values: ['vip'], query_operator: null }]
    const talks = await ada.post('~/conversations/filter', { payload })
    fits(talks, 'filtered_conversations')
    expect(talks.body.payload).toHaveLength(1)
    const contacts = await ada.post('~/contacts/filter', {
      payload: [{ ...payload[0], filter_operator: 'is_not_present' }],
    })
    fits(contacts, 'filtered_contacts')
    expect(contacts.body.payload.length).toBeGreaterThan(0)
  })
})

describe('Bots, rules and what the company begins', () => {
  test('a bot shows what proves it to administrators only, and speaks as contract 2.11 says', async () => {
    const robin = await aBot(desk(), desk().ada, { inboxIds: [at.website.id] })
    fits(await desk().ada.get(`~/agent_bots/${robin.id}`), 'agent_bot_for_administrators')
    fits(await at.ines.get(`~/agent_bots/${robin.id}`), 'agent_bot')
    fits(await at.ines.get('~/agent_bots'), 'agent_bots')
    fits(await at.ines.get(`~/inboxes/${at.website.id}/agent_bot`), 'inbox_agent_bot')
    const one = `~/conversations/${at.conversation}`
    const given = { assignee_id: robin.id, assignee_type: 'AgentBot' }
    fits(await desk().ada.post(`${one}/assignments`, given), 'agent_bot_slim')
    fits(await robin.post(`${one}/messages`, { content: 'Beep' }), 'message')
    fits(await desk().ada.get(one), 'conversation')
    fits(await desk().ada.get(`${one}/messages`), 'messages')
    fits(await at.mo.get('/messages'), 'widget_messages')
    await desk().ada.post(`~/inboxes/${at.website.id}/set_agent_bot`, { agent_bot: null })
    fits(await desk().ada.get(`~/inboxes/${at.website.id}/agent_bot`), 'inbox_agent_bot')
  })

  test('webhooks, rules, macros, campaigns, policies and apps have the keys of contract 2.14 and 2.15', async () => {
    const { ada } = desk()
    const made = await furnishAutomation(ada, at.website.id)
    fits(await ada.get('~/webhooks'), 'webhooks')
    fits(await ada.patch(`~/webhooks/${made.webhook}`, { inbox_id: at.website.id }), 'webhook_reply')
    fits(await ada.get('~/automation_rules'), 'automation_rules')
    fits(await ada.post(`~/automation_rules/${made.rule}/clone`), 'automation_rule_reply')
    fits(await ada.post('~/automation_rules', aRule), 'automation_rule')
    fits(await ada.get('~/macros'), 'macros')
    fits(await ada.get(`~/macros/${made.macro}`), 'macro_reply')
    fits(await ada.get('~/campaigns'), 'campaigns')
    fits(await ada.patch(`~/campaigns/${made.campaign}`, { sender_id: ada.user.id }), 'campaign')
    fits(await ada.post('~/campaigns', { title: 'Sale', message: 'Lamps!', inbox_id: at.apiInbox.id }), 'campaign')
    fits(await ada.get(`~/inboxes/${at.website.id}/campaigns`), 'campaigns_payload')
    fits(await at.mo.get('/campaigns'), 'widget_campaigns')
    fits(await ada.get('~/assignment_policies'), 'assignment_policies')
    const followed = { assignment_policy_id: made.policy }
    fits(await ada.post(`~/inboxes/${at.website.id}/assignment_policy`, followed), 'assignment_policy')
    fits(await ada.get(`~/assignment_policies/${made.policy}/inboxes`), 'assignment_policy_inboxes')
    fits(await ada.get('~/integrations/apps'), 'integration_apps')
    fits(await at.ines.get('~/integrations/apps/openai'), 'integration_app')
    fits(await ada.patch(`~/integrations/hooks/${made.hook}`, { status: false }), 'integration_hook')
    fits(await ada.get('~/portals?page=2'), 'portals')
    fits(await ada.delete(`~/webhooks/${made.webhook}`), 'nothing')
    fits(await ada.delete(`~/campaigns/${made.campaign}`), 'nothing')
  })
})

describe('What belongs to a conversation', () => {
  test('participants, drafts, files and counts have the keys of contract 2.9', async () => {
    const one = `~/conversations/${at.conversation}`
    fits(await desk().ada.post(`${one}/participants`, { user_ids: [at.ines.user.id] }), 'agents')
    fits(await desk().ada.get(`${one}/draft_messages`), 'draft')
    fits(await desk().ada.put(`${one}/draft_messages`, { draft_message: { message: 'Dear Mo' } }), 'draft')
    fits(await desk().ada.get(`${one}/attachments`), 'conversation_files')
    fits(await desk().ada.get(`${one}/inbox_assistant`), 'inbox_assistant')
    fits(await desk().ada.get('~/conversations/unread_counts'), 'unread_counts')
  })

  test('uploads answer as contract 2.12 says', async () => {
    fits(await desk().ada.post('~/upload', form([['attachment', pixel]]), formHeaders), 'upload')
    const blob = { filename: 'a.txt', byte_size: 4, checksum: 'yynIqhRAD5ABPHxtgC8LrQ==', content_type: 'text/plain' }
    const direct = await desk().ada.post(`~/conversations/${at.conversation}/direct_uploads`, { blob })
    fits(direct, 'direct_upload')
    fits(await desk().ada.post('/rails/active_storage/direct_uploads', { blob }), 'direct_upload')
    fits(await at.mo.post('/direct_uploads', { blob }), 'direct_upload')
    fits(await at.kim.post('@/direct_uploads', { blob }), 'direct_upload')
    fits(await desk().ada.post('~/bulk_actions', { type: 'Nothing', ids: [1] }), 'error', 422)
  })

  test('a visitor who answers is answered as contract 2.20 says', async () => {
    const path = `~/conversations/${at.conversation}/messages`
    const { body } = await desk().ada.post(path, { content: 'Your address?', content_type: 'input_email' })
    const answer = { contact: { email: 'mo@home.example' } }
    fits(await at.mo.patch(`/messages/${body.id}`, answer), 'visitor_answer')
  })
})

describe('Search', () => {
  test('each search has its own shape, and articles are an empty list', async () => {
    const { ada } = desk()
    await ada.put(`~/contacts/${at.contactId}`, { name: 'Mo Lamprecht' })
    await ada.post(`~/conversations/${at.conversation}/messages`, { content: 'About Lamprecht and lamps' })
    const all = await ada.get('~/search?q=lamp')
    fits(all, 'search')
    for (const kind of ['conversations', 'contacts', 'messages']) {
      expect(all.body.payload[kind].length).toBeGreaterThan(0)
      fits(await ada.get(`~/search/${kind}?q=lamp`), `search_${kind}`)
    }
    fits(await ada.get('~/search/articles?q=lamp'), 'search_articles')
    const threads = await ada.get('~/conversations/search?q=lamp')
    fits(threads, 'found_threads')
    expect(threads.body.payload[0].messages.length).toBeGreaterThan(0)
  })
})

describe('The widget', () => {
  test('its answers have the keys of contract 2.20', async () => {
    fits(await at.mo.post('/config'), 'widget_config')
    fits(await at.mo.get('/contact'), 'widget_contact')
    fits(await at.mo.patch('/contact', { name: 'Mo' }), 'widget_contact')
    fits(await at.mo.get('/conversations'), 'widget_conversation')
    fits(await at.mo.get('/messages'), 'widget_messages')
    fits(await at.mo.post('/messages', { message: { content: 'Hm', echo_id: 'v1' } }), 'visitor_message')
    fits(await at.mo.get('/inbox_members'), 'widget_inbox_members')
    fits(await at.mo.post('/conversations', { message: { content: 'Anew' } }), 'widget_conversation_created')
  })

  test('before anybody has written, the widget is told so by empty answers, not by errors', async () => {
    const lu = await aVisitor(desk().app, at.website.website_token)
    fits(await lu.post('/config'), 'widget_config')
    fits(await lu.get('/contact'), 'widget_contact')
    expect((await lu.get('/conversations')).body).toEqual({})
    expect((await lu.get('/messages')).body.payload).toEqual([])
    expect((await lu.get('/campaigns')).body).toEqual([])
  })
})

describe('The public API', () => {
  test('its answers have the keys of contract 2.19', async () => {
    const one = `@/conversations/${at.kim.conversation}`
    fits(await at.kim.get(`/public/api/v1/inboxes/${at.kim.identifier}`), 'public_inbox')
    fits(await at.kim.get('@'), 'public_contact')
    fits(await at.kim.patch('@', { email: 'kim@home.example' }), 'public_contact')
    fits(await at.kim.get('@/conversations'), 'public_conversations')
    fits(await at.kim.get(one), 'public_conversation')
    fits(await at.kim.post(`${one}/toggle_status`), 'public_conversation')
    fits(await at.kim.get(`${one}/messages`), 'public_messages')
    fits(await at.kim.post(`${one}/messages`, { content: 'Hi', echo_id: 'k1' }), 'visitor_message')
  })
})

describe('Satisfaction surveys', () => {
  test('the survey, its answers and their counts have the keys of contract 2.16 and 2.19', async () => {
    const website = await aWebsite(desk().ada, { csat_survey_enabled: true })
    const lu = await aVisitor(desk().app, website.website_token)
    const one = `~/conversations/${(await lu.writes('Hello')).body.conversation_id}`
    await desk().ada.post(`${one}/assignments`, { assignee_id: desk().ada.user.id })
    await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' })
    await desk().settle()
    const survey = `/public/api/v1/csat_survey/${(await desk().ada.get(one)).body.uuid}`
    const customer = callerOf(desk().app)
    fits(await customer.get(survey), 'csat_survey')
    const answer = { message: { submitted_values: { csat_survey_response: { rating: 5, feedback_message: 'Fine' } } } }
    fits(await customer.put(survey, answer), 'csat_survey')
    fits(await customer.get(survey), 'csat_survey')
    const list = await desk().ada.get('~/csat_survey_responses')
    fits(list, 'csat_survey_responses')
    expect(list.body).toHaveLength(1)
    fits(await desk().ada.get('~/csat_survey_responses/metrics'), 'csat_metrics')
  })
})

describe('Errors and health', () => {
  test('each refusal has its body of contract A.9', async () => {
    const nobody = callerOf(desk().app)
    fits(await nobody.get(`/api/v1/accounts/${desk().accountId}/agents`), 'not_signed_in', 401)
    fits(await nobody.post('/auth/sign_in', { email: 'x@y.example', password: 'wrong' }), 'sign_in_refused', 401)
    const badToken = callerOf(desk().app, { api_access_token: 'wrong' })
    fits(await badToken.get('/api/v1/profile'), 'error', 401)
    fits(await at.otto.post('~/agents', { name: 'X', email: 'x@y.example' }), 'error', 401)
    fits(await desk().ada.get('~/conversations/999'), 'error', 404)
    fits(await nobody.get('/nowhere'), 'error', 404)
    const taken = await desk().ada.post('~/contacts', { email: 'kim@home.example' })
    fits(taken, 'validation_error', 422)
    expect(taken.body).toMatchObject({ message: 'Email has already been taken', attributes: ['email'] })
  })

  test('health and version answer anybody', async () => {
    fits(await callerOf(desk().app).get('/health'), 'health')
    const version = await callerOf(desk().app).get('/api')
    fits(version, 'api')
    expect(version.body.version).toMatch(/^[4-9]\.\d+\.\d+$/)
    expect(version.body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  })
})

signInShapes(desk)
provisioningShapes(desk)
notificationShapes(desk, () => at)

describe('The fixtures', () => {
  test('a key too many, a key too few and a wrong type are each found', () => {
    expect(differences('counts', { mine_count: 1, assigned_count: '2', unassigned_count: 3, more: 4 })).toEqual([
      'counts.all_count is missing',
      'counts.more is not in the shape',
      'counts.assigned_count is "2", not int',
    ])
  })

  test('every one of them was looked at', () => {
    expect(shapeNames.filter((name) => !lookedAt.has(name))).toEqual([])
  })
})
