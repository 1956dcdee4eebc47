import type { z } from 'zod'
import { newRuleBody, type newMacroBody, ruleBody, runsQuery, tryRuleBody } from '../../../contract/http/automation.ts'
import {
  changeRule,
  cloneRule,
  createRule,
  listRules,
  listRuns,
  loadRule,
  removeRule,
  tryRule,
  type ActionInput,
  type ConditionInput,
} from '../../features/automation/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { loadConversation } from '../../features/conversations/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { rule, ruleRun, trial } from '../present/automation.ts'

type MemberCall = Call<MemberCaller>

/** What is done by itself when something happens (contract 2.15); a new rule is answered without a wrapper (contract 0.2). */
export const automationRuleRoutes = [
  administrator('GET', inAccount('/automation_rules'), index, {
    summary: 'Lists the automation rules',
    returns: 'automation_rules',
  }),
  administrator('GET', inAccount('/automation_rules/:id'), (call) => wrapped(call, idOf(call.params['id'])), {
    summary: 'Shows an automation rule',
    returns: 'automation_rule_reply',
  }),
  administrator('POST', inAccount('/automation_rules'), create, {
    summary: 'Creates an automation rule',
    body: newRuleBody,
    returns: 'automation_rule',
  }),
  administrator('PATCH', inAccount('/automation_rules/:id'), update, {
    summary: 'Changes an automation rule',
    body: ruleBody,
    returns: 'automation_rule_reply',
  }),
  administrator('POST', inAccount('/automation_rules/:id/clone'), clone, {
    summary: 'Makes a second rule like the first',
    returns: 'automation_rule_reply',
  }),
  administrator('DELETE', inAccount('/automation_rules/:id'), remove, { summary: 'Removes an automation rule' }),
  administrator('POST', inAccount('/automation_rules/try'), attempt, {
    summary: 'Says what a rule would do with the latest conversations, and does nothing',
    body: tryRuleBody,
    returns: 'automation_trial',
  }),
  administrator('GET', inAccount('/automation_rules/:id/runs'), runsOfRule, {
    summary: 'Lists what an automation rule did, newest first',
    query: runsQuery,
    returns: 'automation_runs',
  }),
  member('GET', inAccount('/conversations/:number/automation_runs'), runsOfConversation, {
    summary: 'Lists which rules did what in a conversation, newest first',
    query: runsQuery,
    returns: 'automation_runs',
  }),
]

async function index(call: MemberCall) {
  const rules = await listRules(call.ports.db, call.caller.accountId)
  return { payload: rules.map(rule) }
}

async function create(call: MemberCall) {
  const body = parse(newRuleBody, unwrap(call.body, 'automation_rule'))
  const { accountId, actor } = call.caller
  const input = { ...changesOf(body), name: body.name, eventName: body.event_name, actions: actionsOf(body.actions) }
  const id = await call.ports.work(accountId, actor, (work) => createRule(work, input))
  return rule(await loadRule(call.ports.db, accountId, id))
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const changes = changesOf(parse(ruleBody, unwrap(call.body, 'automation_rule')))
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => changeRule(work, id, changes))
  return wrapped(call, id)
}

async function clone(call: MemberCall) {
  const id = idOf(call.params['id'])
  const copy = await call.ports.work(call.caller.accountId, call.caller.actor, (work) => cloneRule(work, id))
  return wrapped(call, copy)
}

async function remove(call: MemberCall) {
  const id = idOf(call.params['id'])
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeRule(work, id))
  return {}
}

async function attempt({ body, caller, ports }: MemberCall) {
  const { conditions, actions } = parse(tryRuleBody, unwrap(body, 'automation_rule'))
  const input = { conditions: conditionsOf(conditions ?? []), actions: actionsOf(actions) }
  return trial(await tryRule(ports.reader, caller.accountId, input, ports.now()))
}

async function runsOfRule({ query, params, caller, ports }: MemberCall) {
  const { before } = parse(runsQuery, query)
  const { id: ruleId } = await loadRule(ports.db, caller.accountId, idOf(params['id']))
  return { payload: (await listRuns(ports.reader, caller.accountId, { ruleId }, before)).map(ruleRun) }
}

async function runsOfConversation({ query, params, caller, ports }: MemberCall) {
  const { before } = parse(runsQuery, query)
  const { id: conversationId } = await loadConversation(ports.db, caller, idOf(params['number']))
  return { payload: (await listRuns(ports.reader, caller.accountId, { conversationId }, before)).map(ruleRun) }
}

async function wrapped(call: MemberCall, id: number) {
  return { payload: rule(await loadRule(call.ports.db, call.caller.accountId, id)) }
}

function changesOf(body: z.output<typeof ruleBody>) {
  return {
    name: body.name,
    description: body.description,
    eventName: body.event_name,
    active: body.active,
    conditions: body.conditions && conditionsOf(body.conditions),
    actions: body.actions && actionsOf(body.actions),
  }
}

function conditionsOf(rows: NonNullable<z.output<typeof ruleBody>['conditions']>): ConditionInput[] {
  return rows.map((row) => ({
    attributeKey: row.attribute_key,
    filterOperator: row.filter_operator,
    values: row.values,
    queryOperator: row.query_operator,
    customAttributeType: row.custom_attribute_type,
  }))
}

/** The actions of a body of rules or macros. */
export function actionsOf(rows: z.output<typeof newMacroBody>['actions']): ActionInput[] {
  return rows.map((row) => ({ name: row.action_name, params: row.action_params }))
}
