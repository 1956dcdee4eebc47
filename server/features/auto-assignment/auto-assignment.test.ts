import { beforeEach, describe, expect, test } from 'vitest'
import { jobHandlers } from '../../app/job-handlers.ts'
import { assignAllWaitingTask } from '../../app/schedule.ts'
import { aCable, listenAs } from '../../testing/cable.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type Answer, type TestAgent } from '../../testing/people.ts'
import { appear } from '../presence/index.ts'
import { assignAutomatically } from './index.ts'
import { lineOf, nextInLine } from './whose-turn.ts'

let desk: TestDesk
let inbox: Answer['body']
let ben: TestAgent
let lin: TestAgent

beforeEach(async () => {
  desk = await aDesk()
  inbox = await aWebsite(desk.ada, { enable_auto_assignment: true })
  await desk.ada.delete('~/inbox_members', { inbox_id: inbox.id, user_ids: [desk.ada.user.id] })
  ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  lin = await anAgent(desk.app, desk.ada, { name: 'Lin', inboxIds: [inbox.id] })
})

const come = (...agents: TestAgent[]) =>
  Promise.all(
    agents.map(({ user }) => appear(desk.ports.scratch, { accountId: desk.accountId, kind: 'users', id: user.id })),
  )

async function somebodyWrites(): Promise<number> {
  const mo = await aVisitor(desk.app, inbox.website_token)
  return (await mo.writes('Hello')).body.conversation_id
}

async function assigneeOf(number: number): Promise<string | undefined> {
  return (await desk.ada.get(`~/conversations/${number}`)).body.meta.assignee?.name
}

async function assignees(numbers: number[]) {
  return Promise.all(numbers.map(assigneeOf))
}

describe('The line', () => {
  test('keeps the places of those who stay, and new ones stand at its end', () => {
    expect(lineOf([3, 1, 2], [1, 2, 4])).toEqual([1, 2, 4])
    expect(lineOf([], [5, 4])).toEqual([4, 5])
  })

  test('gives to the first who is free, who then stands at its end', () => {
    expect(nextInLine([1, 2, 3], new Set([2, 3]))).toEqual({ chosen: 2, line: [1, 3, 2] })
    expect(nextInLine([1, 2], new Set())).toEqual({ chosen: undefined, line: [1, 2] })
  })
})

test('new conversations go to the members who are there, by turns, and the thread tells so', async () => {
  await come(ben, lin)
  const numbers = [await somebodyWrites(), await somebodyWrites(), await somebodyWrites()]
  await desk.settle()
  expect(await assignees(numbers)).toEqual(['Ben', 'Lin', 'Ben'])
  const { payload } = (await desk.ada.get(`~/conversations/${numbers[0]}/messages`)).body
  expect(payload.at(-1).content).toBe('Porchlight assigned the conversation to Ben')
})

test('conversations that begin at once are spread over all who are there', async () => {
  await come(ben, lin)
  const numbers = [await somebodyWrites(), await somebodyWrites(), await somebodyWrites(), await somebodyWrites()]
  const present = [ben.user.id, lin.user.id]
  const rows = await desk.ports.db.selectFrom('conversations').select('id').execute()
  await Promise.all(
    rows.map(({ id }) =>
      desk.ports.work(desk.accountId, { kind: 'system' }, (work) => assignAutomatically(work, id, present)),
    ),
  )
  const given = await assignees(numbers)
  expect(['Ben', 'Lin'].map((name) => given.filter((one) => one === name).length)).toEqual([2, 2])
})

test('nobody is given anything who is away, busy, outside the inbox, or full', async () => {
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { auto_assignment_config: { max_assignment_limit: 1 } })
  await desk.ada.patch(`~/agents/${lin.user.id}`, { availability: 'busy' })
  await come(desk.ada, lin)
  const first = await somebodyWrites()
  await desk.settle()
  expect(await assigneeOf(first)).toBeUndefined()
  await come(ben)
  const second = await somebodyWrites()
  const third = await somebodyWrites()
  await desk.settle()
  expect(await assignees([second, third])).toEqual(['Ben', undefined])
})

test('where it is off, and where somebody has the conversation, nothing happens', async () => {
  await come(ben)
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { enable_auto_assignment: false })
  const first = await somebodyWrites()
  await desk.settle()
  expect(await assigneeOf(first)).toBeUndefined()
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { enable_auto_assignment: true })
  const second = await somebodyWrites()
  await desk.ada.post(`~/conversations/${second}/assignments`, { assignee_id: lin.user.id })
  await desk.settle()
  expect(await assigneeOf(second)).toBe('Lin')
})

test('a conversation that comes back without anybody is given out too', async () => {
  const mo = await aVisitor(desk.app, inbox.website_token)
  const { conversation_id: number } = (await mo.writes('Hello')).body
  await desk.ada.post(`~/conversations/${number}/toggle_status`, { status: 'resolved' })
  await desk.settle()
  await come(lin)
  await mo.writes('One more thing')
  await desk.settle()
  expect(await assigneeOf(number)).toBe('Lin')
})

test('what waited is given out, the oldest first, when somebody comes, and by the clock', async () => {
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { auto_assignment_config: { max_assignment_limit: 2 } })
  const numbers = [await somebodyWrites(), await somebodyWrites(), await somebodyWrites()]
  await desk.settle()
  await listenAs(await aCable(desk), ben)
  await desk.settle()
  expect(await assignees(numbers)).toEqual(['Ben', 'Ben', undefined])
  await come(lin)
  await jobHandlers(desk.ports)[assignAllWaitingTask]?.({})
  expect(await assignees(numbers)).toEqual(['Ben', 'Ben', 'Lin'])
})

test('what waited is given to somebody who is no longer busy', async () => {
  await desk.ada.patch(`~/agents/${ben.user.id}`, { availability: 'busy' })
  await come(ben)
  const number = await somebodyWrites()
  await desk.settle()
  expect(await assigneeOf(number)).toBeUndefined()
  await desk.ada.patch(`~/agents/${ben.user.id}`, { availability: 'online' })
  await desk.settle()
  expect(await assigneeOf(number)).toBe('Ben')
})
