import { expect, test } from 'vitest'
import { aBot } from '../../testing/automation.ts'
import { aCable, listenAs } from '../../testing/cable.ts'
import { applyFrames, bothShow, emptyDesk, fetchState, type PageState } from '../../testing/convergence.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'
import { aTeam } from '../../testing/teams.ts'

async function aScene() {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  const cable = await aCable(desk)
  const robin = await aBot(desk, desk.ada)
  return { desk, ada: desk.ada, ben, mo, inbox, robin, cable, ear: await listenAs(cable, desk.ada) }
}

type Scene = Awaited<ReturnType<typeof aScene>>

const messageId = async ({ ada }: Scene) => (await ada.get('~/conversations/1/messages')).body.payload[0].id

/** Announces everything and waits until Ada has heard it, also what the node reads from the log because its look came first. */
async function hearAll({ desk, cable, ear }: Scene) {
  await desk.settle()
  await cable.catchUp()
  await ear.caughtUp()
}

/** Each change, and the frames that carry it. Together they cover every event that a page applies. */
const changes: [string, string[], (scene: Scene) => Promise<unknown>][] = [
  ['a customer writes', ['message.created'], ({ mo }) => mo.writes('Are you there?')],
  [
    'an agent answers first',
    ['message.created', 'first.reply.created'],
    ({ ben }) => ben.post('~/conversations/1/messages', { content: 'Yes' }),
  ],
  [
    'an agent leaves a note',
    ['message.created'],
    ({ ben }) => ben.post('~/conversations/1/messages', { content: 'A note', private: true }),
  ],
  ['the customer reads', ['message.updated'], ({ mo }) => mo.post('/conversations/update_last_seen')],
  [
    'a message is deleted',
    ['message.updated'],
    async (scene) => scene.ben.delete(`~/conversations/1/messages/${await messageId(scene)}`),
  ],
  [
    'the conversation is given to Ben',
    ['assignee.changed', 'message.created'],
    ({ ada, ben }) => ada.post('~/conversations/1/assignments', { assignee_id: ben.user.id }),
  ],
  [
    'the conversation is taken from Ben',
    ['assignee.changed'],
    ({ ada }) => ada.post('~/conversations/1/assignments', { assignee_id: null }),
  ],
  [
    'the conversation is given to a team',
    ['team.changed', 'message.created'],
    async ({ ada }) => {
      const team = await aTeam(ada, 'sales', [ada], { allow_auto_assign: false })
      await ada.post('~/conversations/1/assignments', { team_id: team.id })
    },
  ],
  [
    'the conversation is taken from the team',
    ['team.changed'],
    ({ ada }) => ada.post('~/conversations/1/assignments', { team_id: null }),
  ],
  [
    'the conversation is given to a bot',
    ['assignee.changed', 'message.created'],
    ({ ada, robin }) => ada.post('~/conversations/1/assignments', { assignee_id: robin.id, assignee_type: 'AgentBot' }),
  ],
  ['a bot answers', ['message.created'], ({ robin }) => robin.post('~/conversations/1/messages', { content: 'Beep' })],
  [
    'a bot hands the conversation to the agents',
    ['conversation.status_changed', 'message.created'],
    async ({ ada, robin }) => {
      await ada.post('~/conversations/1/toggle_status', { status: 'pending' })
      await robin.post('~/conversations/1/toggle_status', { status: 'open' })
    },
  ],
  [
    'a bot is rid of the conversation',
    ['assignee.changed'],
    ({ ada }) => ada.post('~/conversations/1/assignments', { assignee_id: 0 }),
  ],
  [
    'a priority is set',
    ['conversation.updated'],
    ({ ben }) => ben.post('~/conversations/1/toggle_priority', { priority: 'high' }),
  ],
  ['a label is set', ['conversation.updated'], ({ mo }) => mo.post('/labels', { label: 'vip' })],
  [
    'the labels are replaced',
    ['conversation.updated', 'message.created'],
    ({ ben }) => ben.post('~/conversations/1/labels', { labels: ['fragile', 'late'] }),
  ],
  [
    'a label gets another title',
    ['account.cache_invalidated', 'conversation.updated'],
    async ({ ada }) => {
      const { body } = await ada.post('~/labels', { title: 'late' })
      await ada.patch(`~/labels/${body.id}`, { title: 'overdue' })
    },
  ],
  ['the contact is labelled', ['contact.updated'], ({ ben }) => ben.post('~/contacts/1/labels', { labels: ['vip'] })],
  [
    'attributes are set',
    ['conversation.updated'],
    ({ ben }) => ben.post('~/conversations/1/custom_attributes', { custom_attributes: { plan: 'gold' } }),
  ],
  [
    'the conversation is snoozed',
    ['conversation.status_changed'],
    ({ ben }) => ben.post('~/conversations/1/toggle_status', { status: 'snoozed', snoozed_until: 4_000_000_000 }),
  ],
  [
    'the conversation is resolved',
    ['conversation.status_changed'],
    ({ ben }) => ben.post('~/conversations/1/toggle_status', { status: 'resolved' }),
  ],
  [
    'a customer writes and it reopens',
    ['message.created', 'conversation.status_changed'],
    ({ mo }) => mo.writes('One more thing'),
  ],
  ['an agent reads', ['conversation.read'], ({ ben }) => ben.post('~/conversations/1/update_last_seen')],
  ['an agent marks as unread', ['conversation.read'], ({ ben }) => ben.post('~/conversations/1/unread')],
  ['the contact is changed', ['contact.updated'], ({ ada }) => ada.put('~/contacts/1', { name: 'Mo Lamp' })],
  [
    'a note calls Ada in',
    ['conversation.mentioned'],
    ({ ada, ben }) =>
      ben.post('~/conversations/1/messages', {
        content: `[@Ada](mention://user/${ada.user.id}/Ada)`,
        private: true,
      }),
  ],
  [
    'the customer is asked and answers',
    ['message.updated'],
    async ({ ben, mo }) => {
      const items = [{ title: 'Red', value: 'red' }]
      const question = { content: 'Which?', content_type: 'input_select', content_attributes: { items } }
      const { body } = await ben.post('~/conversations/1/messages', question)
      await mo.patch(`/messages/${body.id}`, { message: { submitted_values: [{ value: 'red' }] } })
    },
  ],
  ['the conversation is muted', ['contact.updated'], ({ ben }) => ben.post('~/conversations/1/mute')],
  ['and unmuted', ['contact.updated'], ({ ben }) => ben.post('~/conversations/1/unmute')],
  [
    'a colleague notes who it is',
    ['contact.updated'],
    ({ ada }) => ada.put('~/contacts/1', { email: 'mo@home.example', phone_number: '+491701234567' }),
  ],
  [
    'the customer turns out to be somebody who is known',
    ['contact.merged', 'contact.updated', 'conversation.contact_changed'],
    async ({ ada }) => {
      const { body } = await ada.post('~/contacts', { name: 'Known', identifier: 'crm-1' })
      const merge = { base_contact_id: body.payload.contact.id, mergee_contact_id: 1 }
      return ada.post('~/actions/contact_merge', merge)
    },
  ],
  [
    'somebody new writes',
    ['contact.created', 'conversation.created', 'message.created'],
    async ({ desk, inbox }) => (await aVisitor(desk.app, inbox.website_token)).writes('New here'),
  ],
  [
    'a contact is deleted',
    ['contact.deleted'],
    async ({ ada }) => {
      const { body } = await ada.get('~/conversations/1')
      return ada.delete(`~/contacts/${body.meta.sender.id}`)
    },
  ],
  ['a conversation is deleted', ['conversation.deleted'], ({ ada }) => ada.delete('~/conversations/2')],
]

function expectSame(page: PageState, fresh: PageState, name?: string) {
  const { heard, fetched } = bothShow(page, fresh)
  expect(heard, name).toEqual(fetched)
}

test('what a page knew, with the frames it heard, is what it would fetch now, after every change', async () => {
  const scene = await aScene()
  for (const [name, events, change] of changes) {
    const page = emptyDesk()
    await fetchState(scene.ada, page)
    scene.ear.frames.length = 0
    scene.desk.pass(60)
    await change(scene)
    await hearAll(scene)
    const frames = scene.ear.frames.splice(0)
    expect(
      frames.map((frame) => frame.event),
      name,
    ).toEqual(expect.arrayContaining(events))
    applyFrames(page, frames)
    const fresh = emptyDesk()
    await fetchState(scene.ada, fresh)
    expectSame(page, fresh, name)
    // Hearing them once more, as after a crash of the relay or while resuming, changes nothing; nor do they spoil a fetch.
    applyFrames(page, frames)
    applyFrames(fresh, frames)
    expectSame(page, fresh, `${name}, told twice`)
  }
})

test('a page that was away for all of it ends where a page ends that fetches now', async () => {
  const scene = await aScene()
  const page = emptyDesk()
  await fetchState(scene.ada, page)
  for (const [, , change] of changes) {
    scene.desk.pass(60)
    await change(scene)
    await hearAll(scene)
  }
  applyFrames(page, scene.ear.frames)
  const fresh = emptyDesk()
  await fetchState(scene.ada, fresh)
  expectSame(page, fresh)
})
