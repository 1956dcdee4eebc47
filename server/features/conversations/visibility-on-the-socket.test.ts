import { expect, test } from 'vitest'
import { aCable, listenAs, settleFor } from '../../testing/cable.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent } from '../../testing/people.ts'
import { headOf } from '../../testing/sight.ts'
import { aTeam, limit } from '../../testing/teams.ts'

const taking = (who: TestAgent) => ({ user_ids: [who.user.id] })

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
    const heard = (ear: typeof ears.ines) => ear.events().filter((event) => !event.startsWith('notification.'))
    return { ines: heard(ears.ines), ben: heard(ears.ben) }
  }
  const assign = (who: TestAgent | null) =>
    ada.post('~/conversations/1/assignments', { assignee_id: who?.user.id ?? null })
  /** Gives it to somebody who takes part no further than that. */
  const lend = async (who: TestAgent) => {
    await assign(who)
    await ada.delete('~/conversations/1/participants', taking(who))
  }
  return { desk, ada, ines, ben, mo, inbox, cable, ears, after, assign, lend }
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
  const { mo, ines, ben, ears, after, assign, lend } = await twoListen(['conversation_participating_manage'])
  await after(() => lend(ines))
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

test('a conversation stays with a limited agent who takes part in it, until they do no longer', async () => {
  const { ada, mo, ines, ben, ears, after, assign } = await twoListen(['conversation_participating_manage'])
  await after(() => assign(ben))
  const path = '~/conversations/1/participants'
  const joined = await after(() => ada.post(path, taking(ines)))
  expect(joined).toEqual({ ines: ['conversation.updated'], ben: [] })
  const { data } = await ears.ines.hears('conversation.updated')
  expect(data).toMatchObject({ id: 1, messages: [{ content: 'A secret of Mo' }] })
  expect(data).not.toHaveProperty('left')
  expect((await after(() => mo.writes('For both'))).ines).toEqual(['message.created'])
  expect((await after(() => ada.post(path, taking(ines)))).ines).toEqual([])
  expect((await after(() => assign(null))).ines).toContain('assignee.changed')
  const left = await after(() => ada.delete(path, taking(ines)))
  expect(left).toEqual({ ines: ['conversation.updated'], ben: [] })
  const farewell = await ears.ines.hears('conversation.updated')
  expect(farewell.data).toMatchObject({ id: 1, left: true, messages: [] })
  expect((await after(() => mo.writes('For Ben'))).ines).toEqual([])
  expect((await ines.get('~/conversations/1')).status).toBe(404)
  await after(() => ada.patch(path, taking(ines)))
  expect((await ines.get('~/conversations/1')).status).toBe(200)
  await after(() => ada.patch(path, taking(ben)))
  expect((await ears.ines.hears('conversation.updated')).data.left).toBe(true)
})

test('a limited agent who is named in a note is called in, and one who sees only what is free is not', async () => {
  const { ada, ines, ben, ears, after, assign } = await twoListen(['conversation_participating_manage'])
  await after(() => assign(ben))
  const note = { private: true, content: `[@Ines](mention://user/${ines.user.id}/Ines) look` }
  const heard = await after(() => ada.post('~/conversations/1/messages', note))
  expect([...heard.ines].sort()).toEqual(['conversation.mentioned', 'conversation.updated', 'message.created'])
  await ada.delete('~/conversations/1/participants', taking(ines))
  await limit(ada, ines, ['conversation_unassigned_manage'])
  expect((await after(() => ada.post('~/conversations/1/messages', note))).ines).toEqual([])
  expect((await ada.post('~/conversations/1/participants', taking(ines))).status).toBe(422)
  expect(ears.ines.frames).toEqual([])
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
  const { desk, mo, ines, ben, cable, ears, after, ...scene } = await twoListen(['conversation_participating_manage'])
  await after(() => scene.lend(ines))
  const position = await headOf(desk)
  await ears.ines.close()
  await mo.writes('Still for Ines')
  await scene.assign(ben)
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
