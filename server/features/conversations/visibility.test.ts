import { beforeAll, describe, expect, test } from 'vitest'
import { aCable, listenAs, settleFor, type TestCable } from '../../testing/cable.ts'
import { aDesk, aDeskForAll, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent } from '../../testing/people.ts'
import { heardIn, noteInEach, seenBy } from '../../testing/sight.ts'
import { aTeam, limit } from '../../testing/teams.ts'

/** The conversations of the scene, by what they are to Ines. */
const TALKS = [
  'in: free',
  'in: mine',
  "in: another's",
  'in, my team: free',
  "in, other team: another's",
  'out: free',
  'out, my team: free',
  "out, my team: another's",
  'out, my team: mine',
  'out, other team: mine',
] as const

type Talk = (typeof TALKS)[number]

/** Ines is in one of two inboxes and in one of two teams; there is a conversation of each kind, with a picture in it. */
async function aScene(desk: TestDesk) {
  const { ada, app } = desk
  const inside = await aWebsite(ada, { name: 'In' })
  const outside = await aWebsite(ada, { name: 'Out' })
  const ines = await anAgent(app, ada, { name: 'Ines', inboxIds: [inside.id, outside.id] })
  const mine = await aTeam(ada, 'mine', [ines], { allow_auto_assign: false })
  const other = await aTeam(ada, 'other', [ada], { allow_auto_assign: false })
  const numbers = {} as Record<Talk, number>
  for (const talk of TALKS) {
    const inbox = talk.startsWith('in') ? inside : outside
    const mo = await aVisitor(app, inbox.website_token)
    const letter = form([
      ['message[content]', talk],
      ['message[attachments][]', pixel],
    ])
    numbers[talk] = (await mo.post('/messages', letter, formHeaders)).body.conversation_id
    const one = `~/conversations/${numbers[talk]}/assignments`
    const team = talk.includes('my team') ? mine : talk.includes('other team') ? other : undefined
    if (team) await ada.post(one, { team_id: team.id })
    if (talk.includes('mine')) await ada.post(one, { assignee_id: ines.user.id })
    if (talk.includes('another')) await ada.post(one, { assignee_id: ada.user.id })
  }
  await ada.delete('~/inbox_members', { inbox_id: outside.id, user_ids: [ines.user.id] })
  await desk.settle()
  return { ines, inside, outside, mine, other, numbers }
}

const AGENT: Talk[] = TALKS.filter((talk) => talk.startsWith('in') || talk.includes('my team'))
const MINE: Talk[] = AGENT.filter((talk) => talk.includes('mine'))
const FREE: Talk[] = AGENT.filter((talk) => talk.includes('mine') || talk.includes('free'))
const ofTeam = (talks: Talk[]) => talks.filter((talk) => talk.includes('my team') || talk === 'in: mine')

/** What each role shows: null is an agent without a custom role. */
const roles: [string, string[] | null, object, Talk[]][] = [
  ['an agent', null, {}, AGENT],
  ['conversation_manage', ['conversation_manage'], {}, AGENT],
  ['conversation_unassigned_manage', ['conversation_unassigned_manage'], {}, FREE],
  ['conversation_participating_manage', ['conversation_participating_manage'], {}, MINE],
  ['the last two', ['conversation_unassigned_manage', 'conversation_participating_manage'], {}, FREE],
  ['no permission', [], {}, []],
  ['permissions about other things', ['contact_manage', 'report_manage', 'knowledge_base_manage'], {}, []],
  ['their team', ['conversation_manage'], { conversation_scope: 'team' }, ofTeam(AGENT)],
  ['unassigned in their team', ['conversation_unassigned_manage'], { conversation_scope: 'team' }, ofTeam(FREE)],
  ['their own in their team', ['conversation_participating_manage'], { conversation_scope: 'team' }, ofTeam(MINE)],
  ['no permission in their team', [], { conversation_scope: 'team' }, []],
]

describe('Every way to a conversation follows one rule', () => {
  const desk = aDeskForAll()
  let scene: Awaited<ReturnType<typeof aScene>>
  beforeAll(async () => {
    scene = await aScene(desk())
  })

  async function everyWay(who: TestAgent, cable: TestCable) {
    const numbers = Object.values(scene.numbers)
    const { body } = await who.get('~/conversations?status=all')
    const before = (await headOf(desk())) ?? 0
    const ear = await listenAs(cable, who)
    await noteInEach(desk(), numbers, [ear])
    const late = await listenAs(cable, who)
    late.perform('resume', { position: before })
    await late.caughtUp()
    expect(late.frames.at(-1)?.event).toBe('resume.done')
    await Promise.all([ear.close(), late.close()])
    return {
      ...(await seenBy(who, numbers)),
      heard: heardIn(ear),
      resumed: heardIn(late),
      pictures: await withPictures(who, numbers),
      counted: body.data.meta.all_count,
    }
  }

  /** Where a link to the picture is handed out, and opens it. */
  async function withPictures(who: TestAgent, numbers: number[]): Promise<number[]> {
    const found: number[] = []
    for (const number of numbers) {
      const { body } = await who.get(`~/conversations/${number}/messages`)
      const url = body.payload?.[0].attachments[0].data_url
      if (!url) continue
      const { pathname, search } = new URL(url)
      if ((await desk().app.inject({ url: `${pathname}${search}` })).statusCode === 200) found.push(number)
    }
    return found
  }

  function ways(talks: readonly Talk[]) {
    const numbers = talks.map((talk) => scene.numbers[talk]).sort((one, other) => one - other)
    const names = ['listed', 'shown', 'read', 'changed', 'heard', 'resumed', 'pictures']
    return { ...Object.fromEntries(names.map((name) => [name, numbers])), counted: numbers.length }
  }

  test('administrators see everything, an agent what their role leaves them, however they look', async () => {
    const cable = await aCable(desk())
    expect(await everyWay(desk().ada, cable)).toEqual(ways(TALKS))
    for (const [name, permissions, more, talks] of roles) {
      await limit(desk().ada, scene.ines, permissions, more)
      await desk().settle()
      expect(await everyWay(scene.ines, cable), name).toEqual(ways(talks))
    }
  })

  test('an agent who sees nothing begins no conversation', async () => {
    await limit(desk().ada, scene.ines, ['contact_manage'])
    const body = { inbox_id: scene.inside.id, contact_id: 1 }
    expect((await scene.ines.post('~/conversations', body)).status).toBe(401)
    await limit(desk().ada, scene.ines, ['conversation_participating_manage'])
    expect((await scene.ines.post('~/conversations', body)).status).toBe(200)
  })

  test('the counts of the tabs say what the tabs show, whatever the role', async () => {
    for (const [name, permissions, more] of roles) {
      await limit(desk().ada, scene.ines, permissions, more)
      const { body } = await scene.ines.get('~/conversations/meta?status=all')
      const counted: number[] = []
      for (const tab of ['me', 'assigned', 'unassigned', 'all']) {
        const list = await scene.ines.get(`~/conversations?status=all&assignee_type=${tab}`)
        counted.push(list.body.data.payload.length)
      }
      const { mine_count, assigned_count, unassigned_count, all_count } = body.meta
      expect([mine_count, assigned_count, unassigned_count, all_count], name).toEqual(counted)
    }
  })
})

async function headOf(desk: TestDesk) {
  const row = await desk.ports.db.selectFrom('event_positions').select('last').executeTakeFirst()
  return row?.last
}

/** Ines, who sees what is hers, and Ben, who sees the inbox; both listen, and one conversation belongs to nobody. */
async function twoListen(permissions: string[] | null, more: object = {}) {
  const desk = await aDesk()
  const { ada, app } = desk
  const inbox = await aWebsite(ada)
  const ines = await anAgent(app, ada, { name: 'Ines', inboxIds: [inbox.id] })
  const ben = await anAgent(app, ada, { name: 'Ben', inboxIds: [inbox.id] })
  await limit(ada, ines, permissions, more)
  const mo = await aVisitor(app, inbox.website_token)
  await mo.writes('A secret of Mo')
  await desk.settle()
  const cable = await aCable(desk)
  const ears = { ines: await listenAs(cable, ines), ben: await listenAs(cable, ben) }
  const after = async (act: () => Promise<unknown>) => {
    for (const ear of Object.values(ears)) ear.frames.length = 0
    await act()
    await settleFor(desk, Object.values(ears))
    return { ines: ears.ines.events(), ben: ears.ben.events() }
  }
  const assign = (who: TestAgent | null) =>
    ada.post('~/conversations/1/assignments', { assignee_id: who?.user.id ?? null })
  return { desk, ada, ines, ben, mo, inbox, cable, ears, after, assign }
}

test('a conversation that is given to a limited agent is heard from then on, whole', async () => {
  const { mo, ines, ears, after, assign } = await twoListen(['conversation_participating_manage'])
  expect((await after(() => mo.writes('Anybody?'))).ines).toEqual([])
  expect((await after(() => assign(ines))).ines).toContain('assignee.changed')
  const { data } = await ears.ines.hears('assignee.changed')
  expect(data).toMatchObject({ id: 1, meta: { assignee: { id: ines.user.id } } })
  expect(data.messages[0].content).toBe('Anybody?')
  expect(data).not.toHaveProperty('left')
  expect((await after(() => mo.writes('Hello Ines'))).ines).toEqual(['message.created'])
})

test('a limited agent who loses a conversation is told that it left, and hears no more of it', async () => {
  const { mo, ines, ben, ears, after, assign } = await twoListen(['conversation_participating_manage'])
  await after(() => assign(ines))
  const heard = await after(() => assign(ben))
  expect(heard.ines).toEqual(['assignee.changed'])
  const { data } = await ears.ines.hears('assignee.changed')
  expect(data).toMatchObject({ id: 1, left: true, messages: [], meta: { assignee: { id: ben.user.id } } })
  expect(JSON.stringify(data)).not.toContain('secret')
  // Whoever still sees it hears of the change once.
  expect(heard.ben.filter((event) => event === 'assignee.changed')).toHaveLength(1)
  expect((await ears.ben.hears('assignee.changed')).data).not.toHaveProperty('left')
  expect(await after(() => mo.writes('For Ben'))).toEqual({ ines: [], ben: ['message.created'] })
  expect((await ines.get('~/conversations/1')).status).toBe(404)
})

test('what was free and is taken leaves those who see only what is free', async () => {
  const { mo, ines, ben, ears, after, assign } = await twoListen(['conversation_unassigned_manage'])
  expect((await after(() => mo.writes('Anybody?'))).ines).toEqual(['message.created'])
  expect((await after(() => assign(ben))).ines).toEqual(['assignee.changed'])
  expect((await ears.ines.hears('assignee.changed')).data.left).toBe(true)
  expect((await after(() => mo.writes('For Ben'))).ines).toEqual([])
  await after(() => assign(null))
  expect((await ears.ines.hears('assignee.changed')).data).not.toHaveProperty('left')
  await after(() => assign(ines))
  expect((await ears.ines.hears('assignee.changed')).data).not.toHaveProperty('left')
  expect((await after(() => mo.writes('Thanks'))).ines).toEqual(['message.created'])
})

test('a team hears of what comes to it and is told when it goes; the inbox hears of both as ever', async () => {
  const { ada, ines, mo, inbox, ears, after } = await twoListen(null)
  await ada.delete('~/inbox_members', { inbox_id: inbox.id, user_ids: [ines.user.id] })
  const team = await aTeam(ada, 'sales', [ines], { allow_auto_assign: false })
  expect((await after(() => mo.writes('Anybody?'))).ines).not.toContain('message.created')
  const come = await after(() => ada.post('~/conversations/1/assignments', { team_id: team.id }))
  expect(come.ines).toContain('team.changed')
  expect((await after(() => mo.writes('Hello sales'))).ines).toEqual(['message.created'])
  const gone = await after(() => ada.post('~/conversations/1/assignments', { team_id: null }))
  expect(gone.ines).toEqual(['team.changed'])
  expect((await ears.ines.hears('team.changed')).data).toMatchObject({ id: 1, left: true, messages: [] })
  expect((await ears.ben.hears('team.changed')).data).not.toHaveProperty('left')
  expect((await after(() => mo.writes('Gone'))).ines).toEqual([])
})

test('whoever was away while a conversation left them is told so, and nothing that came after', async () => {
  const { desk, mo, ines, ben, cable, ears, after, assign } = await twoListen(['conversation_participating_manage'])
  await after(() => assign(ines))
  const position = await headOf(desk)
  await ears.ines.close()
  await mo.writes('Still for Ines')
  await assign(ben)
  await mo.writes('A word to Ben')
  await desk.settle()
  const back = await listenAs(cable, ines)
  back.perform('resume', { position })
  await back.caughtUp()
  expect(back.events()).toEqual(['assignee.changed'])
  expect((await back.hears('assignee.changed')).data.left).toBe(true)
  expect(JSON.stringify(back.frames)).not.toMatch(/Still for Ines|A word to Ben|secret/)
})

test('a role, a team and an inbox that change while somebody listens change what they hear', async () => {
  const { desk, ada, ines, mo, inbox, after } = await twoListen(null)
  const hears = async () => (await after(() => mo.writes('Hm'))).ines.includes('message.created')
  const steps: [() => Promise<unknown>, boolean][] = [
    [() => limit(ada, ines, []), false],
    [() => limit(ada, ines, ['conversation_unassigned_manage']), true],
    [() => limit(ada, ines, ['conversation_manage'], { conversation_scope: 'team' }), false],
    [() => limit(ada, ines, null), true],
    [() => ada.delete('~/inbox_members', { inbox_id: inbox.id, user_ids: [ines.user.id] }), false],
  ]
  for (const [step, wanted] of steps) {
    await after(step)
    expect(await hears(), String(step)).toBe(wanted)
  }
  const team = await aTeam(ada, 'sales', [], { allow_auto_assign: false })
  await ada.post('~/conversations/1/assignments', { team_id: team.id })
  const members = (user_ids: number[]) => ada.patch(`~/teams/${team.id}/team_members`, { user_ids })
  await after(() => members([ines.user.id]))
  expect(await hears()).toBe(true)
  await after(() => members([]))
  expect(await hears()).toBe(false)
  await after(() => members([ines.user.id]))
  await after(() => ada.delete(`~/teams/${team.id}`))
  expect(await hears()).toBe(false)
  await desk.settle()
})

test('a custom role that is changed reaches everybody who has it at once', async () => {
  const { ada, ines, mo, after } = await twoListen(['conversation_manage'])
  const { custom_role_id } = (await ada.get('~/agents')).body.find((one: { id: number }) => one.id === ines.user.id)
  expect((await after(() => mo.writes('One'))).ines).toEqual(['message.created'])
  await after(() => ada.patch(`~/custom_roles/${custom_role_id}`, { permissions: [] }))
  expect((await after(() => mo.writes('Two'))).ines).toEqual([])
  expect((await ines.get('~/conversations/1')).status).toBe(404)
})

test('typing is heard by those who may see the conversation', async () => {
  const { mo, ines, after, assign } = await twoListen(['conversation_participating_manage'])
  const types = () => mo.post('/conversations/toggle_typing', { typing_status: 'on' })
  expect(await after(types)).toEqual({ ines: [], ben: ['conversation.typing_on'] })
  await after(() => assign(ines))
  expect(await after(types)).toEqual({ ines: ['conversation.typing_on'], ben: ['conversation.typing_on'] })
})
