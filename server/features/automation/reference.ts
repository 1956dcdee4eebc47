import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { inboxIdsIn } from '../inboxes/index.ts'
import { listAgents } from '../people/index.ts'

/** A row that a condition or an action speaks of by its id, and the field that does. */
export interface Reference {
  kind: 'agent' | 'inbox'
  id: number
  field: string
}

/** Refuses the first reference to what is not of this account. */
export async function refuseUnknown(work: Work, references: Reference[]): Promise<void> {
  const idsOf = (kind: Reference['kind']) => references.filter((one) => one.kind === kind).map(({ id }) => id)
  const [agentIds, inboxIds] = [idsOf('agent'), idsOf('inbox')]
  const agents = agentIds.length > 0 ? await listAgents(work.tx, work.accountId, agentIds) : []
  const known = {
    agent: new Set(agents.map(({ id }) => id)),
    inbox: new Set(inboxIds.length > 0 ? await inboxIdsIn(work.tx, work.accountId, inboxIds) : []),
  }
  const unknown = references.find(({ kind, id }) => !known[kind].has(id))
  if (!unknown) return
  throw invalid(unknown.field, `${unknown.field}: ${unknown.id} is no ${unknown.kind} of this account`)
}

/** An id as a number or its digits, or undefined. */
export function idIn(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  return typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= 2_147_483_647 ? id : undefined
}
