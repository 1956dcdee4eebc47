import { expect } from 'vitest'
import { settleFor, type Ear } from './cable.ts'
import type { TestDesk } from './desk.ts'
import type { TestAgent } from './people.ts'

/** The numbers of conversations, ascending. */
export type Numbers = number[]

/** Which of these conversations somebody is shown, by every way that shows conversations over HTTP. */
export async function seenBy(who: TestAgent, numbers: Numbers): Promise<Record<string, Numbers>> {
  const list = await who.get('~/conversations?status=all&per_page=100')
  const { all_count } = list.body.data.meta
  const meta = await who.get('~/conversations/meta?status=all')
  const listed = sorted(list.body.data.payload.map((one: { id: number }) => one.id))
  expect({ list: all_count, meta: meta.body.meta.all_count }).toEqual({ list: listed.length, meta: listed.length })
  return {
    listed: listed.filter((number) => numbers.includes(number)),
    shown: await whereFound(who, numbers, ''),
    read: await whereFound(who, numbers, '/messages'),
    changed: await answered(numbers, (number) =>
      who.post(`~/conversations/${number}/toggle_priority`, { priority: null }),
    ),
  }
}

function whereFound(who: TestAgent, numbers: Numbers, path: string): Promise<Numbers> {
  return answered(numbers, (number) => who.get(`~/conversations/${number}${path}`))
}

async function answered(numbers: Numbers, ask: (number: number) => Promise<{ status: number }>): Promise<Numbers> {
  const statuses = await Promise.all(numbers.map(async (number) => [number, (await ask(number)).status] as const))
  expect(statuses.filter(([, status]) => status !== 200 && status !== 404)).toEqual([])
  return statuses.flatMap(([number, status]) => (status === 200 ? [number] : []))
}

/** Leaves a note in each of these conversations and tells everybody; each ear begins anew. */
export async function noteInEach(desk: TestDesk, numbers: Numbers, ears: Ear[]): Promise<void> {
  for (const ear of ears) ear.frames.length = 0
  for (const number of numbers) {
    await desk.ada.post(`~/conversations/${number}/messages`, { content: `Note in ${number}`, private: true })
  }
  await settleFor(desk, ears)
}

/** The conversations whose messages were heard. */
export function heardIn(ear: Ear): Numbers {
  const messages = ear.frames.filter((frame) => frame.event === 'message.created')
  return sorted([...new Set(messages.map((frame) => frame.data.conversation_id as number))])
}

function sorted(numbers: Numbers): Numbers {
  return numbers.sort((one, other) => one - other)
}

/** The position that a client would resume from now. */
export async function headOf(desk: TestDesk) {
  const row = await desk.ports.db.selectFrom('event_positions').select('last').executeTakeFirst()
  return row?.last
}
