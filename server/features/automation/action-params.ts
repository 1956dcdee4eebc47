import type { Json } from '../../kernel/event.ts'
import { invalid } from '../../kernel/refusal.ts'
import { webAddress } from '../../kernel/web-address.ts'
import { idIn } from './reference.ts'

interface Reading {
  field: string
  by: 'rule' | 'macro'
  refer: (kind: 'agent' | 'team', id: number) => void
}

/** The parameters as they are stored. */
type ReadParams = (params: Json[], reading: Reading) => Json[]

interface ActionRule {
  read: ReadParams
  /** Macros cannot do it. */
  rulesOnly?: boolean
}

const LONGEST_TEXT = 150_000

const none: ReadParams = () => []

const oneText: ReadParams = ([text], { field }) => {
  if (typeof text === 'string' && text.trim() !== '' && text.length <= LONGEST_TEXT) return [text]
  throw invalid(field, `${field} must be one text`)
}

const labels: ReadParams = (params, { field }) => {
  const fit = params.every((label) => typeof label === 'string' && /^[\p{L}\p{N}_-]{1,100}$/u.test(label))
  if (fit && params.length > 0) return params
  throw invalid(field, `${field} must name labels: letters, digits, - and _`)
}

const agent: ReadParams = ([whom], { field, by, refer }) => {
  const words = by === 'macro' ? ['nil', 'last_responding_agent', 'self'] : ['nil', 'last_responding_agent']
  if (typeof whom === 'string' && words.includes(whom)) return [whom]
  const id = idIn(whom)
  if (id === undefined) throw invalid(field, `${field} must be the id of one agent, or ${words.join(', ')}`)
  refer('agent', id)
  return [id]
}

const team: ReadParams = ([which], { field, refer }) => {
  if (which === 'nil' || which === 0) return ['nil']
  const id = idIn(which)
  if (id === undefined) throw invalid(field, `${field} must be the id of one team, or nil`)
  refer('team', id)
  return [id]
}

const mailToTeams: ReadParams = ([mail], { field, refer }) => {
  const { team_ids: teamIds, message } = (typeof mail === 'object' && !Array.isArray(mail) ? mail : null) ?? {}
  const ids = Array.isArray(teamIds) ? teamIds.map(idIn) : []
  const fits = ids.length > 0 && ids.every((id) => id !== undefined) && typeof message === 'string'
  if (fits && message.trim() !== '' && message.length <= LONGEST_TEXT) {
    for (const id of ids) refer('team', id)
    return [{ team_ids: ids, message }]
  }
  throw invalid(field, `${field} must be [{"team_ids": [...], "message": "..."}]`)
}

const address: ReadParams = ([url], { field }) => [webAddress(field, typeof url === 'string' ? url : '')]

const oneOf =
  (...words: string[]): ReadParams =>
  ([word], { field }) => {
    const chosen = word === null || word === '' || word === undefined ? 'nil' : word
    if (typeof chosen === 'string' && words.includes(chosen)) return [chosen]
    throw invalid(field, `${field} must be one of ${words.join(', ')}`)
  }

const mailAddresses: ReadParams = (params, { field }) => {
  const list = params.flatMap((param) => (typeof param === 'string' ? param.split(',') : ['']))
  const fit = list.every((one) => /^\s*([^\s@,]+@[^\s@,]+|\{\{[\w. ]+\}\})\s*$/.test(one) && one.length <= 254)
  if (fit && list.length > 0) return [list.map((one) => one.trim()).join(',')]
  throw invalid(field, `${field} must be e-mail addresses with commas between them`)
}

// A file would have to be kept for as long as the rule; nothing keeps it yet, and a rule that lost its file would send nothing.
const attachment: ReadParams = (_params, { field }) => {
  throw invalid(field, `${field}: rules and macros cannot keep files; send a link with send_message instead`)
}

/** What rules and macros can do (contract 2.15), and how the parameters of each are read. */
export const ACTIONS: ReadonlyMap<string, ActionRule> = new Map<string, ActionRule>([
  ['send_message', { read: oneText }],
  ['add_private_note', { read: oneText }],
  ['add_label', { read: labels }],
  ['remove_label', { read: labels }],
  ['assign_agent', { read: agent }],
  ['remove_assigned_agent', { read: none }],
  ['assign_team', { read: team }],
  ['remove_assigned_team', { read: none }],
  ['change_status', { read: oneOf('open', 'resolved', 'pending', 'snoozed') }],
  ['resolve_conversation', { read: none }],
  ['snooze_conversation', { read: none }],
  ['mute_conversation', { read: none }],
  ['change_priority', { read: oneOf('low', 'medium', 'high', 'urgent', 'nil') }],
  ['send_webhook_event', { read: address }],
  ['send_email_transcript', { read: mailAddresses }],
  ['send_attachment', { read: attachment }],
  ['send_email_to_team', { read: mailToTeams, rulesOnly: true }],
  ['open_conversation', { read: none, rulesOnly: true }],
  ['pending_conversation', { read: none, rulesOnly: true }],
])
