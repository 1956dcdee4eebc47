import { describe, expect, test } from 'vitest'
import { aBot, aRule, furnishAutomation } from './automation.ts'
import type { TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import type { Furnished } from './furnished.ts'
import { keptRows } from './kept-rows.ts'
import { callerOf } from './people.ts'

/** The shapes of what a company and its agents keep. */
export function keptShapes(desk: () => TestDesk, at: () => Furnished): void {
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

    test('the brand is told to anybody, and what the company chose of it and of its dashboards to administrators', async () => {
      const { ada, app } = desk()
      fits(await callerOf(app).get('/branding'), 'brand')
      fits(await ada.patch('~/branding', { accent: '#225577' }), 'branding')
      fits(await ada.get('~/branding/tones?accent=%23225577'), 'brand_tones')
      fits(await ada.get('~/arrangement'), 'arrangement')
    })

    test('lists by filter rows have the keys of contract 2.8 and 2.9', async () => {
      const { ada } = desk()
      fits(await ada.post(`~/conversations/${at().conversation}/labels`, { labels: ['vip'] }), 'carried_labels')
      await ada.put(`~/contacts/${at().contactId}`, { email: 'mo@home.example' })
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
      const robin = await aBot(desk(), desk().ada, { inboxIds: [at().website.id] })
      fits(await desk().ada.get(`~/agent_bots/${robin.id}`), 'agent_bot_for_administrators')
      fits(await at().ines.get(`~/agent_bots/${robin.id}`), 'agent_bot')
      fits(await at().ines.get('~/agent_bots'), 'agent_bots')
      fits(await at().ines.get(`~/inboxes/${at().website.id}/agent_bot`), 'inbox_agent_bot')
      const one = `~/conversations/${at().conversation}`
      const given = { assignee_id: robin.id, assignee_type: 'AgentBot' }
      fits(await desk().ada.post(`${one}/assignments`, given), 'agent_bot_slim')
      fits(await robin.post(`${one}/messages`, { content: 'Beep' }), 'message')
      fits(await desk().ada.get(one), 'conversation')
      fits(await desk().ada.get(`${one}/messages`), 'messages')
      fits(await at().mo.get('/messages'), 'widget_messages')
      await desk().ada.post(`~/inboxes/${at().website.id}/set_agent_bot`, { agent_bot: null })
      fits(await desk().ada.get(`~/inboxes/${at().website.id}/agent_bot`), 'inbox_agent_bot')
    })

    test('webhooks, rules, macros, campaigns, policies and apps have the keys of contract 2.14 and 2.15', async () => {
      const { ada } = desk()
      const made = await furnishAutomation(ada, at().website.id)
      fits(await ada.get('~/webhooks'), 'webhooks')
      fits(await ada.patch(`~/webhooks/${made.webhook}`, { inbox_id: at().website.id }), 'webhook_reply')
      const deliveries = `~/webhooks/${made.webhook}/deliveries`
      fits(await ada.get(deliveries), 'webhook_deliveries')
      fits(await ada.get(`${deliveries}/${made.delivery}`), 'webhook_delivery_with_attempts')
      fits(await ada.post(`~/webhooks/${made.webhook}/replays`, { from: 1_700_000_000 }), 'webhook_replays')
      fits(await ada.get('~/automation_rules'), 'automation_rules')
      fits(await ada.post(`~/automation_rules/${made.rule}/clone`), 'automation_rule_reply')
      fits(await ada.post('~/automation_rules', aRule), 'automation_rule')
      fits(await ada.post('~/automation_rules/try', { ...aRule, conditions: [] }), 'automation_trial')
      fits(await ada.get(`~/automation_rules/${made.rule}/runs`), 'automation_runs')
      fits(await ada.get('~/macros'), 'macros')
      fits(await ada.get(`~/macros/${made.macro}`), 'macro_reply')
      fits(await ada.get('~/campaigns'), 'campaigns')
      fits(await ada.patch(`~/campaigns/${made.campaign}`, { sender_id: ada.user.id }), 'campaign')
      fits(await ada.post('~/campaigns', { title: 'Sale', message: 'Lamps!', inbox_id: at().apiInbox.id }), 'campaign')
      fits(await ada.get(`~/inboxes/${at().website.id}/campaigns`), 'campaigns_payload')
      fits(await at().mo.get('/campaigns'), 'widget_campaigns')
      fits(await ada.get('~/assignment_policies'), 'assignment_policies')
      const followed = { assignment_policy_id: made.policy }
      fits(await ada.post(`~/inboxes/${at().website.id}/assignment_policy`, followed), 'assignment_policy')
      fits(await ada.get(`~/assignment_policies/${made.policy}/inboxes`), 'assignment_policy_inboxes')
      fits(await ada.get('~/integrations/apps'), 'integration_apps')
      fits(await at().ines.get('~/integrations/apps/openai'), 'integration_app')
      fits(await ada.patch(`~/integrations/hooks/${made.hook}`, { status: false }), 'integration_hook')
      fits(await ada.get('~/portals?page=2'), 'portals')
      fits(await ada.delete(`~/webhooks/${made.webhook}`), 'nothing')
      fits(await ada.delete(`~/campaigns/${made.campaign}`), 'nothing')
    })
  })
}
