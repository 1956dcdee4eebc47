import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { furnish } from '../../testing/furnished.ts'
import type { Answer } from '../../testing/people.ts'
import { dice, type Dice } from '../../testing/rubbish.ts'

const SORTS = [
  'last_activity_at_desc',
  'last_activity_at_asc',
  'created_at_desc',
  'created_at_asc',
  'waiting_since_asc',
  'waiting_since_desc',
  'priority_desc',
  'priority_asc',
  'priority_desc_created_at_asc',
  'latest',
  'sort_on_priority',
]
const TALKS = 24
const PRIORITIES = ['low', 'medium', 'high', 'urgent', null]

interface Scene {
  desk: TestDesk
  numbers: number[]
  begin: (from: Dice) => Promise<number>
}

async function aScene(from: Dice): Promise<Scene> {
  const desk = await aDesk()
  const { website, contactId } = await furnish(desk)
  const begin = async (with_: Dice) => {
    // Several at the same moment, so that the id has to decide between them.
    if (with_.below(3) === 0) desk.pass(1 + with_.below(90))
    const { body } = await desk.ada.post('~/conversations', {
      inbox_id: website.id,
      contact_id: contactId,
      priority: with_.pick(PRIORITIES),
    })
    return body.id as number
  }
  const numbers: number[] = []
  while (numbers.length < TALKS) numbers.push(await begin(from))
  return { desk, numbers, begin }
}

/** Something happens to a conversation that may move it in the list; returns which it was. */
async function disturb({ desk, numbers, begin }: Scene, from: Dice): Promise<number | undefined> {
  desk.pass(1)
  const kind = from.below(4)
  if (kind === 0) {
    numbers.push(await begin(from))
    return undefined
  }
  const number = from.pick(numbers)
  const one = `~/conversations/${number}`
  if (kind === 1) await desk.ada.post(`${one}/toggle_priority`, { priority: from.pick(PRIORITIES) })
  if (kind === 2) await desk.ada.post(`${one}/messages`, { content: 'Hi' })
  if (kind === 3) {
    await desk.ada.delete(one)
    numbers.splice(numbers.indexOf(number), 1)
  }
  return number
}

test('paging by cursor meets every conversation once that nobody touched, in every order, whatever else happens', async () => {
  const from = dice(7)
  const scene = await aScene(from)
  for (const sort of SORTS) {
    while (scene.numbers.length < TALKS) scene.numbers.push(await scene.begin(from))
    const before = [...scene.numbers]
    const touched = new Set<number | undefined>()
    const met: number[] = []
    let cursor: string | null = ''
    do {
      const query = `status=all&sort_by=${sort}&per_page=${1 + from.below(6)}${cursor ? `&cursor=${cursor}` : ''}`
      const answer: Answer = await scene.desk.ada.get(`~/conversations?${query}`)
      expect(answer.status).toBe(200)
      met.push(...answer.body.data.payload.map((row: { id: number }) => row.id))
      cursor = answer.body.data.meta.next_cursor
      touched.add(await disturb(scene, from))
    } while (cursor)
    const still = before.filter((number) => !touched.has(number))
    expect(still.length, sort).toBeGreaterThan(0)
    const times = still.map((number) => met.filter((one) => one === number).length)
    expect(times, sort).toEqual(still.map(() => 1))
  }
})

test('urgent comes first and among equals who waits longest, as the sort of that name says', async () => {
  const { desk } = await aScene(dice(3))
  const { body } = await desk.ada.get('~/conversations?status=all&sort_by=priority_desc_created_at_asc&per_page=100')
  const keys = body.data.payload.map((one: { priority: string | null; created_at: number }) => [
    ['low', 'medium', 'high', 'urgent'].indexOf(one.priority ?? ''),
    one.created_at,
  ])
  const sorted = keys.toSorted((one: number[], other: number[]) => {
    const [rank = 0, age = 0] = one
    const [otherRank = 0, otherAge = 0] = other
    return otherRank - rank || age - otherAge
  })
  expect(keys).toEqual(sorted)
})

test('the words that somebody wrote find the conversation, and a wildcard is a letter like any other', async () => {
  const desk = await aDesk()
  const at = await furnish(desk)
  await at.mo.writes('It is 100% broken')
  const found = async (q: string) =>
    (await desk.ada.get(`~/conversations?q=${encodeURIComponent(q)}`)).body.data.meta.all_count
  expect(await found('ARRIVED broken')).toBe(1)
  expect(await found('100%')).toBe(1)
  expect(await found('1%0')).toBe(0)
  expect(await found('arrived_broken')).toBe(0)
  expect(await found(String.raw`\ `)).toBe(0)
  expect(await found('')).toBe(2)
  expect((await at.otto.get('~/conversations?q=broken')).body.data.meta.all_count).toBe(0)
  await desk.ada.post(`~/conversations/${at.conversation}/assignments`, { assignee_id: desk.ada.user.id })
  // Activity lines are nobody's words.
  expect(await found('took the conversation')).toBe(0)
})
