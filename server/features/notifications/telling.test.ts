import { beforeEach, describe, expect, test } from 'vitest'
import { aBot } from '../../testing/automation.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type Answer, type TestAgent, type TestVisitor } from '../../testing/people.ts'
import { limit } from '../../testing/teams.ts'
import { findEvent } from '../../platform/events/read-events.ts'
import { hearersOf } from '../conversations/index.ts'
import { tellOfMessage } from './tell.ts'

let desk: TestDesk
let ada: TestAgent
let ben: TestAgent
let mo: TestVisitor
let inbox: Answer['body']

beforeEach(async () => {
  desk = await aDesk()
  ada = desk.ada
  inbox = await aWebsite(ada)
  ben = await anAgent(desk.app, ada, { name: 'Ben', inboxIds: [inbox.id] })
  mo = await aVisitor(desk.app, inbox.website_token)
})

const one = '~/conversations/1'
const mention = (who: TestAgent) => `[@${who.user.name}](mention://user/${who.user.id}/${who.user.name}), look`

async function toldOf(who: TestAgent): Promise<string[]> {
  await desk.settle()
  const { body } = await who.get('~/notifications?sort_order=asc&includes[]=read')
  return body.data.payload.map((row: { notification_type: string }) => row.notification_type)
}

async function wants(who: TestAgent, ...types: string[]) {
  const answer = await who.patch('~/notification_settings', {
    notification_settings: { selected_email_flags: [], selected_push_flags: types.map((type) => `push_${type}`) },
  })
  expect(answer.status).toBe(200)
}

async function begun() {
  await mo.writes('Hello')
  await desk.settle()
}

async function given(to: TestAgent, by: TestAgent = ada) {
  await by.post(`${one}/assignments`, { assignee_id: to.user.id })
  await desk.settle()
}

describe('A new conversation', () => {
  test('is told to whoever wants to hear of new ones and may see it', async () => {
    const otto = await anAgent(desk.app, ada, { name: 'Otto' })
    await wants(otto, 'conversation_creation')
    await wants(ben, 'conversation_creation')
    await begun()
    expect([await toldOf(ada), await toldOf(ben), await toldOf(otto)]).toEqual([[], ['conversation_creation'], []])
  })

  test('is told to nobody when a blocked contact begins it', async () => {
    await wants(ben, 'conversation_creation')
    await begun()
    await ada.post(`${one}/mute`)
    await mo.post('/conversations', { message: { content: 'Me again' } })
    expect(await toldOf(ben)).toEqual(['conversation_creation'])
  })

  test('of a bot is told of when the bot hands it to the agents', async () => {
    await wants(ben, 'conversation_creation')
    const bot = await aBot(desk, ada)
    await ada.post(`~/inboxes/${inbox.id}/set_agent_bot`, { agent_bot: bot.id })
    await begun()
    expect(await toldOf(ben)).toEqual([])
    await bot.post(`${one}/toggle_status`, { status: 'open' })
    expect(await toldOf(ben)).toEqual(['conversation_creation'])
  })

  test('is told to the agent it begins with, and not to whoever began it', async () => {
    await begun()
    await wants(ada, 'conversation_creation', 'conversation_assignment')
    const { body } = await ada.get(one)
    const fresh = { inbox_id: inbox.id, contact_id: body.meta.sender.id, message: { content: 'News!' } }
    await ada.post('~/conversations', { ...fresh, assignee_id: ben.user.id })
    expect([await toldOf(ada), await toldOf(ben)]).toEqual([[], ['conversation_assignment']])
  })
})

describe('An assignment', () => {
  beforeEach(begun)

  test('is told to the agent who gets the conversation, not to one who takes it', async () => {
    await given(ben)
    await given(ada)
    expect([await toldOf(ada), await toldOf(ben)]).toEqual([[], ['conversation_assignment']])
  })

  test('by a bot or by Porchlight is told', async () => {
    const bot = await aBot(desk, ada)
    await bot.post(`${one}/assignments`, { assignee_id: ben.user.id })
    expect(await toldOf(ben)).toEqual(['conversation_assignment'])
  })

  test('that was taken back before it could be told is not told', async () => {
    await ada.post(`${one}/assignments`, { assignee_id: ben.user.id })
    await ada.post(`${one}/assignments`, { assignee_id: null })
    expect(await toldOf(ben)).toEqual([])
  })

  test('is not told to somebody who does not want to hear of it', async () => {
    await wants(ben)
    await given(ben)
    expect(await toldOf(ben)).toEqual([])
  })
})

describe('A message', () => {
  beforeEach(begun)

  test('of the customer is told to the assignee and to those who take part, each in their role', async () => {
    await given(ben)
    await ada.post(`${one}/participants`, { user_ids: [ada.user.id] })
    await mo.writes('Are you there?')
    expect(await toldOf(ben)).toEqual(['conversation_assignment', 'assigned_conversation_new_message'])
    expect(await toldOf(ada)).toEqual(['participating_conversation_new_message'])
  })

  test('of a colleague is told to the assignee, and nobody is told of their own', async () => {
    await given(ben)
    await ada.post(`${one}/messages`, { content: 'A note', private: true })
    await ben.post(`${one}/messages`, { content: 'Hello Mo' })
    expect(await toldOf(ben)).toEqual(['conversation_assignment', 'assigned_conversation_new_message'])
    expect(await toldOf(ada)).toEqual(['participating_conversation_new_message'])
  })

  test('of a bot and a line of the thread are told to nobody', async () => {
    await given(ben)
    const bot = await aBot(desk, ada)
    await bot.post(`${one}/messages`, { content: 'Beep' })
    await ada.post(`${one}/toggle_priority`, { priority: 'high' })
    expect(await toldOf(ben)).toEqual(['conversation_assignment'])
  })

  test('that names somebody is told to them as a mention, once', async () => {
    await given(ben)
    await ada.post(`${one}/messages`, { content: mention(ben), private: true })
    expect(await toldOf(ben)).toEqual(['conversation_assignment', 'conversation_mention'])
    const { body } = await ben.get('~/notifications')
    expect(body.data.payload[0]).toMatchObject({
      push_message_title: 'You are mentioned in conversation #1',
      push_message_body: 'Ada: @Ben, look',
      primary_actor: { id: 1 },
      secondary_actor: { content: mention(ben), private: true },
      user: { id: ben.user.id },
    })
  })

  test('that names an assignee who does not want mentions is told as a message', async () => {
    await wants(ben, 'assigned_conversation_new_message')
    await given(ben)
    await ada.post(`${one}/messages`, { content: mention(ben), private: true })
    expect(await toldOf(ben)).toEqual(['assigned_conversation_new_message'])
  })

  test('that names oneself, or somebody who may not see it, is told to neither', async () => {
    const otto = await anAgent(desk.app, ada, { name: 'Otto' })
    await ben.post(`${one}/messages`, { content: `${mention(ben)} ${mention(otto)}`, private: true })
    expect([await toldOf(ben), await toldOf(otto)]).toEqual([[], []])
  })

  test('is told once, however often that is tried', async () => {
    await given(ben)
    await mo.writes('Are you there?')
    await desk.settle()
    const { id } = await desk.ports.db
      .selectFrom('events')
      .select('id')
      .where('type', '=', 'message.created')
      .where('data', '@>', JSON.stringify({ direction: 'incoming' }))
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const event = await findEvent(desk.ports.db, id)
    const heard = await hearersOf(desk.ports.db, Number(event?.data['messageId']))
    if (!event || !heard) throw new Error('Somebody should hear of it')
    await desk.ports.work(desk.accountId, { kind: 'system' }, (work) => tellOfMessage(work, event, heard))
    expect(await toldOf(ben)).toEqual(['conversation_assignment', 'assigned_conversation_new_message'])
  })

  test('that the assignee has read before it could be told arrives as read', async () => {
    await given(ben)
    await mo.writes('Are you there?')
    await ben.post(`${one}/update_last_seen`)
    await desk.settle()
    expect((await ben.get('~/notifications/unread_count')).body).toBe(0)
  })
})

describe('Who may no longer see a conversation', () => {
  beforeEach(begun)

  test('is told nothing of it, and no longer shown what they were told', async () => {
    await given(ben)
    expect((await ben.get('~/notifications/unread_count')).body).toBe(1)
    const [{ id }] = (await ben.get('~/notifications')).body.data.payload
    await ada.delete('~/inbox_members', { inbox_id: inbox.id, user_ids: [ben.user.id] })
    await mo.writes('Are you there?')
    expect(await toldOf(ben)).toEqual([])
    expect((await ben.get('~/notifications/unread_count')).body).toBe(0)
    expect((await ben.patch(`~/notifications/${id}`)).status).toBe(404)
  })

  test('counts for agents whose role lets them see only their own, too', async () => {
    await given(ada)
    await limit(ada, ben, ['conversation_unassigned_manage'])
    await ada.post(`${one}/messages`, { content: mention(ben), private: true })
    expect(await toldOf(ben)).toEqual([])
    await given(ben)
    expect(await toldOf(ben)).toEqual(['conversation_assignment'])
    await given(ada)
    expect(await toldOf(ben)).toEqual([])
  })

  test('no longer hears of it once it is deleted', async () => {
    await given(ben)
    await ada.delete(one)
    expect(await toldOf(ben)).toEqual([])
    expect(await desk.ports.db.selectFrom('notifications').select('id').execute()).toEqual([])
  })
})
