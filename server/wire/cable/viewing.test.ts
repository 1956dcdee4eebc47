import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs, listenAsVisitor, type Ear } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'

async function furnished() {
  const desk = await aDesk()
  const cable = await aCable(desk)
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const outsider = await anAgent(desk.app, desk.ada, { name: 'Olga' })
  return { desk, cable, mo, ben, outsider }
}

const pictures = (ear: Ear) =>
  ear.frames.filter((frame) => frame.event === 'conversation.viewers').map((frame) => frame.data)

test('whoever opens a conversation is seen there by the others who may see it, until they leave', async () => {
  const { desk, cable, mo, ben, outsider } = await furnished()
  const [ada, bens, olga, visitor] = await Promise.all([
    listenAs(cable, desk.ada),
    listenAs(cable, ben),
    listenAs(cable, outsider),
    listenAsVisitor(cable, mo),
  ])
  bens.perform('viewing', { conversation_id: 1 })
  const first = await ada.hears('conversation.viewers')
  expect(first.data).toEqual({ account_id: desk.accountId, conversation_id: 1, user_ids: [ben.user.id] })
  ada.perform('viewing', { conversation_id: 1 })
  await bens.hears('conversation.viewers', bens.frames.length)
  bens.perform('viewing', { conversation_id: null })
  await bens.caughtUp()
  await ada.caughtUp()
  expect(pictures(ada).map((one) => one.user_ids)).toEqual([
    [ben.user.id],
    [desk.ada.user.id, ben.user.id],
    [desk.ada.user.id],
  ])
  await Promise.all([olga.caughtUp(), visitor.caughtUp()])
  expect([...pictures(olga), ...pictures(visitor)]).toEqual([])
})

test('a socket that dies leaves, and a second window of the same person keeps them there', async () => {
  const { desk, cable, ben } = await furnished()
  const ada = await listenAs(cable, desk.ada)
  const [one, two] = [await listenAs(cable, ben), await listenAs(cable, ben)]
  one.perform('viewing', { conversation_id: 1 })
  two.perform('viewing', { conversation_id: 1 })
  await ada.hears('conversation.viewers')
  await two.caughtUp()
  await one.close()
  ada.perform('viewing', { conversation_id: 1 })
  await ada.caughtUp()
  expect(pictures(ada).at(-1).user_ids).toContain(ben.user.id)
  const before = ada.frames.length
  await two.close()
  expect((await ada.hears('conversation.viewers', before)).data.user_ids).toEqual([desk.ada.user.id])
})

test('nobody is seen in what they may not see, and nonsense is let pass', async () => {
  const { desk, cable, outsider } = await furnished()
  const zoe = await anotherCompany(desk)
  const [ada, olga, other] = [
    await listenAs(cable, desk.ada),
    await listenAs(cable, outsider),
    await listenAs(cable, zoe),
  ]
  for (const ear of [olga, other]) {
    for (const id of [1, 99, -1, 2 ** 40, '1', {}, null]) ear.perform('viewing', { conversation_id: id })
    ear.perform('viewing')
    await ear.caughtUp()
  }
  await ada.caughtUp()
  expect([ada, olga, other].flatMap(pictures)).toEqual([])
})

test('who was not heard of for 45 seconds is gone from the next picture', async () => {
  const { desk, cable, ben } = await furnished()
  const [ada, bens] = [await listenAs(cable, desk.ada), await listenAs(cable, ben)]
  bens.perform('viewing', { conversation_id: 1 })
  await ada.hears('conversation.viewers')
  desk.pass(46)
  const before = ada.frames.length
  ada.perform('viewing', { conversation_id: 1 })
  expect((await ada.hears('conversation.viewers', before)).data.user_ids).toEqual([desk.ada.user.id])
})
