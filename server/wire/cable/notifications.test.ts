import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs, settleFor, type Ear, type HeardFrame } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { differences } from '../../testing/fixtures.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent } from '../../testing/people.ts'
import { lastPosition } from '../../platform/events/read-events.ts'

async function aScene() {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  const cable = await aCable(desk)
  return { desk, cable, ada: desk.ada, ben, mo, inbox }
}

const toldIn = (ear: Ear) => ear.frames.filter((frame) => frame.event.startsWith('notification.'))

test('a notification is heard by its owner alone, with what their bell says', async () => {
  const { desk, cable, ada, ben } = await aScene()
  const zoe = await anotherCompany(desk)
  const [own, ...others] = [await listenAs(cable, ben), await listenAs(cable, ada), await listenAs(cable, zoe)]
  await ada.post('~/conversations/1/assignments', { assignee_id: ben.user.id })
  await settleFor(desk, [own, ...others])
  const [frame, ...more] = toldIn(own)
  expect([more, ...others.map(toldIn)]).toEqual([[], [], []])
  expect(frame).toMatchObject({
    event: 'notification.created',
    data: { account_id: desk.accountId, unread_count: 1, count: 1 },
  })
  const { account_id, ...shown } = frame?.data.notification ?? {}
  expect(account_id).toBe(desk.accountId)
  expect(differences('notification', shown)).toEqual([])
})

/** What a page knows: the notifications by id, and the number on its bell. */
interface Page {
  known: Map<number, unknown>
  unread: number
}

async function fetched(who: TestAgent): Promise<Page> {
  const { body } = await who.get('~/notifications?includes[]=read&includes[]=snoozed')
  const known = new Map<number, unknown>(body.data.payload.map((one: { id: number }) => [one.id, settled(one)]))
  return { known, unread: (await who.get('~/notifications/unread_count')).body }
}

function apply(page: Page, frames: HeardFrame[]) {
  for (const { event, data } of frames) {
    page.unread = data.unread_count
    if (event === 'notification.deleted') page.known.delete(data.notification.id)
    else page.known.set(data.notification.id, settled(data.notification))
  }
}

// Its conversation has frames of its own.
function settled({ id, notification_type, read_at, snoozed_until, meta }: Record<string, unknown>) {
  return { id, notification_type, read_at, snoozed_until, meta }
}

test('what a page knew, with the frames it heard, is what it would fetch now, heard once or twice', async () => {
  const { desk, cable, ada, ben, mo } = await aScene()
  const ear = await listenAs(cable, ben)
  const latest = async () => (await ben.get('~/notifications?includes[]=read')).body.data.payload[0].id
  const later = () => Math.floor(desk.ports.now().getTime() / 1000) + 30
  const changes: [string, () => Promise<unknown>][] = [
    ['assigned', () => ada.post('~/conversations/1/assignments', { assignee_id: ben.user.id })],
    ['written', () => mo.writes('One')],
    ['written again', () => mo.writes('Two')],
    ['read', async () => ben.patch(`~/notifications/${await latest()}`)],
    ['unread', async () => ben.post(`~/notifications/${await latest()}/unread`)],
    ['snoozed', async () => ben.post(`~/notifications/${await latest()}/snooze`, { snoozed_until: later() })],
    ['removed', async () => ben.delete(`~/notifications/${await latest()}`)],
    ['the conversation is read', () => ben.post('~/conversations/1/update_last_seen')],
    ['written once more', () => mo.writes('Three')],
    ['all are read', () => ben.post('~/notifications/read_all')],
    ['the read go', () => ben.post('~/notifications/destroy_all', { type: 'read' })],
    ['and one comes', () => mo.writes('Four')],
    ['the conversation is deleted', () => ada.delete('~/conversations/1')],
  ]
  for (const [name, change] of changes) {
    const page = await fetched(ben)
    ear.frames.length = 0
    desk.pass(60)
    await change()
    await settleFor(desk, [ear])
    const frames = toldIn(ear)
    expect(frames.length, name).toBeGreaterThan(0)
    apply(page, frames)
    expect(page, name).toEqual(await fetched(ben))
    apply(page, frames)
    expect(page, `${name}, told twice`).toEqual(await fetched(ben))
  }
})

test('who was away hears their own notifications while resuming, and none that they may no longer see', async () => {
  const { desk, cable, ada, ben, inbox } = await aScene()
  const from = await lastPosition(desk.ports.db, desk.accountId)
  await ada.post('~/conversations/1/assignments', { assignee_id: ben.user.id })
  await desk.settle()
  const resumed = async (who: TestAgent) => {
    const ear = await listenAs(cable, who)
    ear.perform('resume', { position: from })
    await ear.caughtUp()
    return toldIn(ear).map((frame) => frame.event)
  }
  expect([await resumed(ben), await resumed(ada)]).toEqual([['notification.created'], []])
  await ada.delete('~/inbox_members', { inbox_id: inbox.id, user_ids: [ben.user.id] })
  await desk.settle()
  expect(await resumed(ben)).toEqual([])
})
