import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { listDefinitions } from '../custom-attributes/index.ts'
import { inboxIdsIn } from '../inboxes/index.ts'
import { listAgents } from '../people/index.ts'
import { teamIdsIn } from '../teams/index.ts'

/** What a condition or an action speaks of, a row by its id or a custom attribute by its key, and the field that does. */
export interface Reference {
  kind: 'agent' | 'inbox' | 'team' | 'conversation attribute' | 'contact attribute'
  id: number | string
  field: string
}

/** Refuses the first reference to what is not of this account. */
export async function refuseUnknown(work: Work, references: Reference[]): Promise<void> {
  const known = new Map<Reference['kind'], Set<number | string>>()
  for (const kind of new Set(references.map((one) => one.kind))) {
    const ids = references.filter((one) => one.kind === kind).map(({ id }) => id)
    // Each kind is found by ids of its own type.
    known.set(kind, new Set<number | string>(await find[kind](work, ids as never)))
  }
  const unknown = references.find(({ kind, id }) => !known.get(kind)?.has(id))
  if (!unknown) return
  throw invalid(unknown.field, `${unknown.field}: ${unknown.id} is no ${unknown.kind} of this account`)
}

const find = {
  agent: async ({ tx, accountId }: Work, ids: number[]) => (await listAgents(tx, accountId, ids)).map(({ id }) => id),
  inbox: ({ tx, accountId }: Work, ids: number[]) => inboxIdsIn(tx, accountId, ids),
  team: ({ tx, accountId }: Work, ids: number[]) => teamIdsIn(tx, accountId, ids),
  'conversation attribute': (work: Work) => definedFor(work, 'conversation'),
  'contact attribute': (work: Work) => definedFor(work, 'contact'),
} satisfies Record<Reference['kind'], unknown>

async function definedFor({ tx, accountId }: Work, owner: 'conversation' | 'contact'): Promise<string[]> {
  return (await listDefinitions(tx, accountId, owner)).map(({ key }) => key)
}

/** An id as a number or its digits, or undefined. */
export function idIn(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  return typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= 2_147_483_647 ? id : undefined
}
