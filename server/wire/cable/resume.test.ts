import { expect, test, vi } from 'vitest'
import { aCable, listenAs, settleFor, type Ear } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'
import { lastPosition } from '../../platform/events/read-events.ts'

async function deskWithMo() {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  const cable = await aCable(desk)
  return { desk, cable, inbox, mo, head: () => lastPosition(desk.ports.db, desk.accountId) }
}

const answerOf = (ear: Ear) => ear.frames.find((frame) => frame.event.startsWith('resume.'))
const positions = (ear: Ear) => ear.frames.flatMap((frame) => frame.position ?? [])
const contents = (ear: Ear) =>
  ear.frames.filter((frame) => frame.event === 'message.created').map((frame) => frame.data.content)

async function resumed(ear: Ear, position: unknown) {
  ear.perform('resume', { position })
  await ear.caughtUp()
  return answerOf(ear)
}

test('a client that begins is told the position from which it hears everything', async () => {
  const { desk, cable, head } = await deskWithMo()
  const ear = await listenAs(cable, desk.ada)
  expect(await resumed(ear, null)).toEqual({
    event: 'resume.done',
    data: { account_id: desk.accountId, position: await head() },
  })
  expect(positions(ear)).toEqual([])
})

test('a client that was away gets what it missed, in order, and then the position it has reached', async () => {
  const { desk, cable, mo, head } = await deskWithMo()
  const first = await listenAs(cable, desk.ada)
  const from = (await resumed(first, null))?.data.position
  await mo.writes('One')
  await settleFor(desk, [first])
  const last = positions(first).at(-1) ?? 0
  await first.close()
  for (const text of ['Two', 'Three', 'Four']) {
    await mo.writes(text)
    await desk.settle()
  }
  const second = await listenAs(cable, desk.ada)
  expect(await resumed(second, last)).toMatchObject({ event: 'resume.done', data: { position: await head() } })
  expect([...contents(first), ...contents(second)]).toEqual(['One', 'Two', 'Three', 'Four'])
  const heard = [...positions(first), ...positions(second)]
  expect(heard).toEqual(heard.map((_, index) => from + 1 + index))
  expect(second.frames.findLast((frame) => frame.event !== 'presence.update')?.event).toBe('resume.done')
})

test('who has missed nothing is told so', async () => {
  const { desk, cable, head } = await deskWithMo()
  const ear = await listenAs(cable, desk.ada)
  expect(await resumed(ear, await head())).toMatchObject({ event: 'resume.done', data: { position: await head() } })
})

test('a position that cannot be continued from is answered with refetch and where to go on', async () => {
  const { desk, cable, head } = await deskWithMo()
  await desk.database.db.deleteFrom('events').where('position', '<=', 3).execute()
  const position = await head()
  // Too old for the cut log, ahead of it, or no position at all.
  for (const from of [0, 1, position + 1, -1, 1.5, 1e300, '2', { position: 2 }]) {
    const ear = await listenAs(cable, desk.ada)
    expect(await resumed(ear, from), String(from)).toEqual({
      event: 'resume.refetch',
      data: { account_id: desk.accountId, position },
    })
    await ear.close()
  }
})

test('who has missed too much is told to fetch again', async () => {
  const { desk, cable, head } = await deskWithMo()
  const from = await head()
  const event = { account_id: desk.accountId, type: 'conversation.read', actor: '{"kind":"system"}', data: '{}' }
  const rows = Array.from({ length: 1001 }, () => event)
  await desk.database.db.insertInto('events').values(rows.slice(1)).execute()
  await desk.settle()
  const inTime = await listenAs(cable, desk.ada)
  expect((await resumed(inTime, from))?.event).toBe('resume.done')
  await desk.database.db.insertInto('events').values(event).execute()
  await desk.settle()
  const late = await listenAs(cable, desk.ada)
  expect((await resumed(late, from))?.event).toBe('resume.refetch')
})

test('resuming tells an agent only what they may hear', async () => {
  const { desk, cable, inbox, mo, head } = await deskWithMo()
  const from = await head()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const other = await aWebsite(desk.ada)
  const kim = await aVisitor(desk.app, other.website_token)
  await desk.ada.post('~/inbox_members', { inbox_id: inbox.id, user_ids: [ben.user.id] })
  await mo.writes('For Ben')
  await kim.writes('Not for Ben')
  await desk.settle()
  const ear = await listenAs(cable, ben)
  expect((await resumed(ear, from))?.event).toBe('resume.done')
  expect(contents(ear)).toEqual(['For Ben'])
})

test('live frames that arrive while resuming leave no gap', async () => {
  const { desk, cable, mo, head } = await deskWithMo()
  const from = await head()
  for (let turn = 1; turn <= 10; turn++) await mo.writes(`Before ${turn}`)
  await desk.settle()
  const ear = await listenAs(cable, desk.ada)
  ear.perform('resume', { position: from })
  for (let turn = 1; turn <= 10; turn++) await mo.writes(`During ${turn}`)
  await settleFor(desk, [ear])
  await ear.caughtUp()
  const reached = await head()
  const wanted = Array.from({ length: reached - from }, (_, index) => from + 1 + index)
  expect([...new Set(positions(ear))].sort((a, b) => a - b)).toEqual(wanted)
})

test('a socket whose command fails is closed, so that its client comes back and resumes', async () => {
  const { desk, cable } = await deskWithMo()
  const ear = await listenAs(cable, desk.ada)
  const failing = vi.spyOn(desk.ports.db, 'selectFrom').mockImplementation(() => {
    throw new Error('the database is away')
  })
  ear.perform('resume', { position: 1 })
  await vi.waitFor(() => expect(cable.connections()).toBe(0), { timeout: 20_000, interval: 5 })
  failing.mockRestore()
})
