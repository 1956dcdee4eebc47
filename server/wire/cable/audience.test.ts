import { expect, test } from 'vitest'
import { aCable, listenAs, listenAsVisitor, settleFor, type Ear } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, signIn } from '../../testing/people.ts'
import { aTeam } from '../../testing/teams.ts'

type Who = 'member' | 'outsider' | 'administrator' | 'visitor' | 'otherVisitor' | 'stranger'

/** A company whose every kind of listener listens, with one conversation of Mo's. */
async function everybodyListens() {
  const desk = await aDesk()
  const { app, ada } = desk
  const inbox = await aWebsite(ada)
  // Ada hears as an administrator only.
  await ada.delete('~/inbox_members', { inbox_id: inbox.id, user_ids: [ada.user.id] })
  const ben = await anAgent(app, ada, { name: 'Ben', inboxIds: [inbox.id] })
  const cleo = await anAgent(app, ada, { name: 'Cleo' })
  const mo = await aVisitor(app, inbox.website_token)
  const kim = await aVisitor(app, inbox.website_token)
  const stranger = await strangerOf(desk)
  const team = await aTeam(ada, 'sales', [], { allow_auto_assign: false })
  await mo.writes('Hello')
  await kim.writes('Hi')
  await desk.settle()
  const cable = await aCable(desk)
  const ears: Record<Who, Ear> = {
    member: await listenAs(cable, ben),
    outsider: await listenAs(cable, cleo),
    administrator: await listenAs(cable, ada),
    visitor: await listenAsVisitor(cable, mo),
    otherVisitor: await listenAsVisitor(cable, kim),
    stranger: await listenAs(cable, stranger),
  }
  const heard = async () => {
    await settleFor(desk, Object.values(ears))
    const entries = Object.entries(ears).map(([who, ear]) => [who, ear.events()] as const)
    return Object.fromEntries(entries.filter(([, events]) => events.length > 0))
  }
  return { desk, ada, ben, cleo, mo, kim, inbox, team, cable, ears, heard }
}

/** Somebody who runs another account of the same installation. */
async function strangerOf(desk: Awaited<ReturnType<typeof aDesk>>) {
  const { db } = desk.ports
  const zoe = await anAgent(desk.app, desk.ada, { name: 'Zoe', role: 'administrator' })
  const other = await db.insertInto('accounts').values({ name: 'Other' }).returning('id').executeTakeFirstOrThrow()
  await db.updateTable('account_users').set({ account_id: other.id }).where('user_id', '=', zoe.user.id).execute()
  return signIn(desk.app, zoe.user.email, 'correct horse battery')
}

const inside = (...events: string[]) => ({ member: events, administrator: events })
const everybody = (...events: string[]) => ({ ...inside(...events), visitor: events })
const account = (...events: string[]) => ({ member: events, outsider: events, administrator: events })

type Scene = Awaited<ReturnType<typeof everybodyListens>>

/** What each action tells, and whom (contract 3.3); who is not named hears nothing. */
const table: Record<string, { act: (scene: Scene) => Promise<unknown>; heard: Partial<Record<Who, string[]>> }> = {
  'a customer writes': {
    act: ({ mo }) => mo.writes('Are you there?'),
    heard: everybody('message.created'),
  },
  'an agent answers for the first time': {
    act: ({ ben }) => ben.post('~/conversations/1/messages', { content: 'Yes' }),
    heard: { ...inside('message.created', 'first.reply.created'), visitor: ['message.created'] },
  },
  'an agent leaves a note': {
    act: ({ ben }) => ben.post('~/conversations/1/messages', { content: 'A note', private: true }),
    heard: inside('message.created'),
  },
  'an agent deletes a message': {
    act: async ({ ben }) => {
      const thread = await ben.get('~/conversations/1/messages')
      await ben.delete(`~/conversations/1/messages/${thread.body.payload[0].id}`)
    },
    heard: everybody('message.updated'),
  },
  'a conversation is resolved': {
    act: ({ ben }) => ben.post('~/conversations/1/toggle_status', { status: 'resolved' }),
    heard: {
      ...inside('conversation.status_changed', 'conversation.unread_count_changed', 'message.created'),
      visitor: ['conversation.status_changed'],
    },
  },
  'a conversation is given to somebody': {
    act: ({ ben }) => ben.post('~/conversations/1/assignments', { assignee_id: ben.user.id }),
    heard: inside('assignee.changed', 'message.created'),
  },
  'a conversation is given to a team and taken from it': {
    act: async ({ ben, team }) => {
      await ben.post('~/conversations/1/assignments', { team_id: team.id })
      return ben.post('~/conversations/1/assignments', { team_id: null })
    },
    // Ben, who had it, is not in the team.
    heard: inside(
      'team.changed',
      'message.created',
      'assignee.changed',
      'message.created',
      'team.changed',
      'message.created',
    ),
  },
  'a priority is set': {
    act: ({ ben }) => ben.post('~/conversations/1/toggle_priority', { priority: 'high' }),
    heard: { ...inside('conversation.updated', 'message.created'), visitor: ['conversation.updated'] },
  },
  'custom attributes are set': {
    act: ({ ben }) => ben.post('~/conversations/1/custom_attributes', { custom_attributes: { plan: 'gold' } }),
    heard: everybody('conversation.updated'),
  },
  'an agent reads': {
    act: ({ ben }) => ben.post('~/conversations/1/update_last_seen'),
    heard: { ...inside('conversation.read', 'conversation.unread_count_changed'), visitor: ['conversation.read'] },
  },
  'an agent marks as unread': {
    act: ({ ben }) => ben.post('~/conversations/1/unread'),
    heard: { ...inside('conversation.read', 'conversation.unread_count_changed'), visitor: ['conversation.read'] },
  },
  'a note calls somebody in': {
    act: ({ ada, ben }) =>
      ada.post('~/conversations/1/messages', {
        private: true,
        content: `[@Ben](mention://user/${ben.user.id}/Ben) please look`,
      }),
    heard: {
      member: ['conversation.mentioned', 'message.created', 'notification.created'],
      administrator: ['message.created'],
    },
  },
  'somebody who sees the conversation anyway takes part': {
    act: ({ ada, ben }) => ada.post('~/conversations/2/participants', { user_ids: [ben.user.id] }),
    heard: {},
  },
  'a new visitor writes for the first time': {
    act: async ({ desk, inbox }) => (await aVisitor(desk.app, inbox.website_token)).writes('New here'),
    heard: {
      ...inside('contact.created', 'conversation.created', 'conversation.unread_count_changed', 'message.created'),
      outsider: ['contact.created'],
    },
  },
  'a conversation is deleted': {
    act: ({ ada }) => ada.delete('~/conversations/2'),
    heard: inside('conversation.deleted', 'conversation.unread_count_changed'),
  },
  'a contact is created': {
    act: ({ ada }) => ada.post('~/contacts', { name: 'Lou' }),
    heard: account('contact.created'),
  },
  'a contact is changed': {
    act: ({ ada }) => ada.put('~/contacts/1', { name: 'Mo Lamp' }),
    heard: account('contact.updated'),
  },
  'an inbox is changed': {
    act: ({ ada, inbox }) => ada.patch(`~/inboxes/${inbox.id}`, { name: 'Shop' }),
    heard: account('account.cache_invalidated'),
  },
}

test('each event reaches those who are meant to hear of it and nobody else', async () => {
  const scene = await everybodyListens()
  for (const [name, { act, heard: wanted }] of Object.entries(table)) {
    for (const ear of Object.values(scene.ears)) ear.frames.length = 0
    const answer = await act(scene)
    expect((answer as { status?: number } | undefined)?.status ?? 200, name).toBe(200)
    expect(sorted(await scene.heard()), name).toEqual(sorted(wanted))
  }
})

function sorted(heard: Partial<Record<string, string[]>>) {
  return Object.fromEntries(Object.entries(heard).map(([who, events = []]) => [who, [...events].sort()]))
}

test('what a customer hears holds nothing from inside the company', async () => {
  const { ben, mo, ears, heard } = await everybodyListens()
  await ben.post('~/conversations/1/assignments', { assignee_id: ben.user.id })
  await mo.post('/labels', { label: 'vip' })
  await ben.post('~/conversations/1/custom_attributes', { custom_attributes: { plan: 'gold' } })
  await ben.post('~/conversations/1/messages', { content: 'A secret note', private: true })
  await ben.post('~/conversations/1/messages', { content: 'Hi Mo' })
  await mo.writes('Thanks')
  await heard()
  const text = JSON.stringify(ears.visitor.frames.filter((frame) => frame.event !== 'presence.update'))
  for (const inside of [
    ben.user.email,
    'vip',
    'gold',
    'secret',
    'performer',
    'assignee_',
    'pubsub_token',
    'position',
  ]) {
    expect(text).not.toContain(inside)
  }
  expect(text).toContain('Hi Mo')
})

test('the typing of an agent reaches colleagues and the customer, and not the agent', async () => {
  const { ben, heard } = await everybodyListens()
  await ben.post('~/conversations/1/toggle_typing_status', { typing_status: 'on' })
  expect(await heard()).toEqual({
    administrator: ['conversation.typing_on'],
    visitor: ['conversation.typing_on'],
  })
})

test('the typing of a note never reaches the customer', async () => {
  const { ben, ears, heard } = await everybodyListens()
  await ben.post('~/conversations/1/toggle_typing_status', { typing_status: 'on', is_private: true })
  await ben.post('~/conversations/1/toggle_typing_status', { typing_status: 'off', is_private: true })
  expect(await heard()).toEqual({ administrator: ['conversation.typing_on', 'conversation.typing_off'] })
  expect(ears.administrator.frames.find((frame) => frame.event === 'conversation.typing_on')?.data).toMatchObject({
    is_private: true,
    conversation: { id: 1 },
    user: { id: ben.user.id },
  })
})

test('the typing of a customer reaches the agents of the inbox, and not the customer', async () => {
  const { mo, ears, heard } = await everybodyListens()
  await mo.post('/conversations/toggle_typing', { typing_status: 'on' })
  expect(await heard()).toEqual(inside('conversation.typing_on'))
  const frame = await ears.member.hears('conversation.typing_on')
  expect(frame.data).toMatchObject({ conversation: { id: 1 }, is_private: false })
})

test('an echo id goes back with the announcement, so that the sender knows their own message', async () => {
  const { ben, ears, heard } = await everybodyListens()
  await ben.post('~/conversations/1/messages', { content: 'Yes', echo_id: 'echo-1' })
  await heard()
  const frame = await ears.member.hears('message.created')
  expect(frame.data).toMatchObject({ echo_id: 'echo-1', content: 'Yes', performer: { id: ben.user.id } })
})

test('every frame of an event carries the account and, inside, its position', async () => {
  const { desk, ben, mo, ears, heard } = await everybodyListens()
  const before = await desk.ports.db.selectFrom('event_positions').select('last').executeTakeFirstOrThrow()
  await mo.writes('One')
  await ben.post('~/conversations/1/messages', { content: 'Two', private: true })
  await heard()
  const frames = ears.member.frames.filter((frame) => frame.event === 'message.created')
  expect(frames.map((frame) => frame.position)).toEqual([before.last + 1, before.last + 2])
  for (const ear of Object.values(ears)) {
    for (const frame of ear.frames) expect(frame.data.account_id).toEqual(expect.any(Number))
  }
})
