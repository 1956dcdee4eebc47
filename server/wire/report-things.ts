import { listInboxes, type Inbox } from '../features/inboxes/index.ts'
import { listLabels } from '../features/labels/index.ts'
import { availableName, listAgents } from '../features/people/index.ts'
import { readSums, type Range, type Sum } from '../features/reports/index.ts'
import { listTeams } from '../features/teams/index.ts'
import type { Call } from '../platform/http/route.ts'
import type { MemberCaller } from './access.ts'

/** Something that reports tell apart. */
export interface Thing {
  id: number
  name: string
  /** Under which it is summed up. */
  key: string
}

/** What things a report can be by. */
export type ThingType = 'agent' | 'inbox' | 'label' | 'team'

/** Everything of a type in the account, whoever asks: reports are about the whole account. */
export async function thingsOf({ ports: { reader }, caller }: Call<MemberCaller>, type: ThingType): Promise<Thing[]> {
  const { accountId } = caller
  if (type === 'agent') {
    const agents = await listAgents(reader, accountId)
    return agents.map((one) => ({ id: one.id, name: availableName(one), key: String(one.id) }))
  }
  if (type === 'label') {
    const labels = await listLabels(reader, accountId)
    return labels.map(({ id, title }) => ({ id, name: title, key: title }))
  }
  const rows = type === 'team' ? await listTeams(reader, accountId) : await allInboxes(reader, accountId)
  return rows.map(({ id, name }) => ({ id, name, key: String(id) }))
}

/** Every inbox of an account. */
export function allInboxes(reader: Call<unknown>['ports']['reader'], accountId: number): Promise<Inbox[]> {
  return listInboxes(reader, accountId, { kind: 'agent', userId: 0, role: 'administrator' })
}

/** The sums of each thing of a type, in one time. */
export async function sumsByThing<Name extends Sum>(
  { ports, caller }: Call<MemberCaller>,
  type: ThingType,
  range: Range,
  sums: readonly Name[],
): Promise<Map<string, Record<Name, number>>> {
  const rows = await readSums(ports.reader, { accountId: caller.accountId, dimension: type, buckets: [range], sums })
  return new Map(rows.map((row) => [row.key, row]))
}
