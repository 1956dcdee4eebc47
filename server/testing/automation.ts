import { callerOf, type Answer, type Caller, type TestAgent } from './people.ts'
import type { TestDesk } from './desk.ts'

/** The rows of an account that bots, webhooks, rules, macros, campaigns and policies have in tests. */
export interface Automation {
  bot: number
  spareBot: number
  webhook: number
  /** To that webhook. */
  delivery: number
  hook: number
  rule: number
  macro: number
  campaign: number
  policy: number
}

/** A rule that clients would accept. */
export const aRule = {
  name: 'Urgent words',
  event_name: 'message_created',
  conditions: [{ attribute_key: 'content', filter_operator: 'contains', values: ['broken'], query_operator: null }],
  actions: [{ action_name: 'change_priority', action_params: ['urgent'] }],
}

/** A row of a rule's conditions, in short. */
export type ConditionRow = [
  key: string,
  operator: string,
  values: unknown,
  joiner?: 'and' | 'or' | undefined,
  attributeOf?: string,
]

/** Rows of conditions as clients send them. */
export const conditionRows = (rows: ConditionRow[]) =>
  rows.map(([attribute_key, filter_operator, values, query_operator = null, custom_attribute_type = '']) => ({
    attribute_key,
    filter_operator,
    values,
    query_operator,
    custom_attribute_type,
  }))

/** An action of a rule, in short. */
export type ActionRow = [name: string, ...params: unknown[]]

/** Rows of actions as clients send them. */
export const actionRows = (rows: ActionRow[]) =>
  rows.map(([action_name, ...action_params]) => ({ action_name, action_params }))

/** Makes one of each. */
export async function furnishAutomation(ada: TestAgent, websiteId: number): Promise<Automation> {
  const made = async (path: string, body: object): Promise<Answer['body']> => {
    const answer = await ada.post(path, body)
    if (answer.status !== 200) throw new Error(`No ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const trigger = { url: 'https://lamp.example/*', time_on_page: 5 }
  const campaign = { title: 'Hello', message: 'Can we help?', inbox_id: websiteId, trigger_rules: trigger }
  const macro = { name: 'Close', visibility: 'global', actions: [{ action_name: 'resolve_conversation' }] }
  // An address of this machine is refused before anything is sent.
  const { webhook } = (await made('~/webhooks', { url: 'https://127.0.0.1/one' })).payload
  return {
    bot: (await made('~/agent_bots', { name: 'Robin' })).id,
    spareBot: (await made('~/agent_bots', { name: 'Spare' })).id,
    webhook: webhook.id,
    delivery: (await made(`~/webhooks/${webhook.id}/test`, {})).id,
    hook: (await made('~/integrations/hooks', { app_id: 'openai', settings: { api_key: 'sk-0123456789abcdef' } })).id,
    rule: (await made('~/automation_rules', aRule)).id,
    macro: (await made('~/macros', macro)).payload.id,
    campaign: (await made('~/campaigns', campaign)).id,
    policy: (await made('~/assignment_policies', { name: 'Fair' })).id,
  }
}

/** A bot of an account, as its token calls; `~` in a path is that account. */
export interface TestBot extends Caller {
  id: number
  token: string
}

/** Creates a bot, and puts it into inboxes. */
export async function aBot(
  desk: Pick<TestDesk, 'app'>,
  administrator: TestAgent,
  who: { name?: string; inboxIds?: number[] } = {},
): Promise<TestBot> {
  const { body } = await administrator.post('~/agent_bots', { name: who.name ?? 'Robin' })
  for (const inboxId of who.inboxIds ?? []) {
    await administrator.post(`~/inboxes/${inboxId}/set_agent_bot`, { agent_bot: body.id })
  }
  return { ...botCaller(desk, administrator.user.account_id, body.access_token), id: body.id, token: body.access_token }
}

/** Calls with a bot's token in an account. */
export function botCaller({ app }: Pick<TestDesk, 'app'>, accountId: number, token: string): Caller {
  return callerOf(app, { api_access_token: token }, (path) => path.replace(/^~/, `/api/v1/accounts/${accountId}`))
}
