import { beforeAll, describe, expect, test } from 'vitest'
import { aCable, listenAs, type TestCable } from '../../testing/cable.ts'
import { aDeskForAll, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent } from '../../testing/people.ts'
import { headOf, heardIn, noteInEach, seenBy } from '../../testing/sight.ts'
import { aTeam, limit } from '../../testing/teams.ts'

/** The conversations of the scene, by what they are to Ines. */
const TALKS = [
  'in: free',
  'in: mine',
  "in: another's",
  "in: another's, with Ines",
  'in, my team: free',
  "in, other team: another's",
  'out: free',
  "out: another's, with Ines",
  'out, my team: free',
  "out, my team: another's",
  "out, my team: another's, with Ines",
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
    if (talk.includes('with Ines')) await ada.post(`~/conversations/${numbers[talk]}/participants`, taking(ines))
  }
  await ada.delete('~/inbox_members', { inbox_id: outside.id, user_ids: [ines.user.id] })
  await desk.settle()
  return { ines, inside, outside, mine, other, numbers }
}

const AGENT: Talk[] = TALKS.filter((talk) => talk.startsWith('in') || talk.includes('my team'))
const WITH: Talk[] = AGENT.filter((talk) => talk.includes('mine') || talk.includes('with Ines'))
const FREE: Talk[] = AGENT.filter((talk) => talk.includes('mine') || talk.includes('free'))
const taking = (who: TestAgent) => ({ user_ids: [who.user.id] })

const ofTeam = (talks: Talk[]) => talks.filter((talk) => talk.includes('my team') || talk === 'in: mine')

/** What each role shows: null is an agent without a custom role. */
const roles: [string, string[] | null, object, Talk[]][] = [
  ['an agent', null, {}, AGENT],
  ['conversation_manage', ['conversation_manage'], {}, AGENT],
  ['conversation_unassigned_manage', ['conversation_unassigned_manage'], {}, FREE],
  ['conversation_participating_manage', ['conversation_participating_manage'], {}, WITH],
  ['the last two', ['conversation_unassigned_manage', 'conversation_participating_manage'], {}, [...FREE, ...WITH]],
  ['no permission', [], {}, []],
  ['permissions about other things', ['contact_manage', 'report_manage', 'knowledge_base_manage'], {}, []],
  ['their team', ['conversation_manage'], { conversation_scope: 'team' }, ofTeam(AGENT)],
  ['unassigned in their team', ['conversation_unassigned_manage'], { conversation_scope: 'team' }, ofTeam(FREE)],
  ['their own in their team', ['conversation_participating_manage'], { conversation_scope: 'team' }, ofTeam(WITH)],
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
    const numbers = [...new Set(talks)].map((talk) => scene.numbers[talk]).sort((one, other) => one - other)
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
