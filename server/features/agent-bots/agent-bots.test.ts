import { expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aBot, botCaller } from '../../testing/automation.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { anAgent, aWebsite } from '../../testing/people.ts'
import { createBot, findBotByToken } from './index.ts'

/** A bot of the system: the operator's, and nobody's account. */
async function aSystemBot(desk: TestDesk): Promise<number> {
  return desk.ports.work(desk.accountId, system, (work) => createBot(work, { name: 'Central', system: true }))
}

test('an administrator creates, changes and removes a bot', async () => {
  const { ada } = await aDesk()
  const made = await ada.post('~/agent_bots', {
    agent_bot: {
      name: ' Robin ',
      description: 'Answers at night',
      outgoing_url: 'https://robin.example/in',
      bot_type: 0,
    },
  })
  expect(made.body).toMatchObject({ name: 'Robin', outgoing_url: 'https://robin.example/in', system_bot: false })
  const path = `~/agent_bots/${made.body.id}`
  const changed = await ada.patch(path, { bot_config: { tone: 'kind' }, outgoing_url: '' })
  expect(changed.body).toMatchObject({ name: 'Robin', bot_config: { tone: 'kind' }, outgoing_url: null })
  expect((await ada.get(path)).body).toEqual(changed.body)
  expect((await ada.delete(path)).body).toEqual({})
  expect((await ada.get(path)).status).toBe(404)
})

test('a bot without a name or with an address that is none is refused by the field', async () => {
  const { ada } = await aDesk()
  const refused = async (body: object) => {
    const answer = await ada.post('~/agent_bots', body)
    expect(answer.status).toBe(422)
    return answer.body.attributes[0]
  }
  expect(await refused({ name: '  ' })).toBe('name')
  expect(await refused({ name: 'x'.repeat(256) })).toBe('name')
  expect(await refused({ name: 'R', outgoing_url: 'ftp://robin.example' })).toBe('outgoing_url')
  expect(await refused({ name: 'R', outgoing_url: 'https://me:secret@robin.example' })).toBe('outgoing_url')
  expect(await refused({ name: 'R', bot_type: 'oracle' })).toBe('bot_type')
  expect(await refused({ name: 'R', avatar: 'a.png' })).toBe('avatar')
  expect((await ada.get('~/agent_bots')).body).toEqual([])
})

test('agents see bots without what proves them', async () => {
  const desk = await aDesk()
  const bot = await aBot(desk, desk.ada)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const [seen] = (await ben.get('~/agent_bots')).body
  expect(seen).toMatchObject({ id: bot.id, name: 'Robin' })
  expect(JSON.stringify(seen)).not.toMatch(/access_token|secret/)
  expect((await desk.ada.get('~/agent_bots')).body[0]).toMatchObject({ access_token: bot.token })
})

test('a token is stored as its hash and encrypted, never as itself', async () => {
  const desk = await aDesk()
  const bot = await aBot(desk, desk.ada)
  const { rows } = await desk.database.pool.query('select * from agent_bots')
  expect(JSON.stringify(rows)).not.toContain(bot.token)
  expect(await findBotByToken(desk.ports.db, bot.token)).toMatchObject({ id: bot.id })
})

test('a new token ends the one before, and a new secret is another one', async () => {
  const desk = await aDesk()
  const bot = await aBot(desk, desk.ada)
  const before = (await desk.ada.get(`~/agent_bots/${bot.id}`)).body
  const after = (await desk.ada.post(`~/agent_bots/${bot.id}/reset_access_token`)).body
  expect(after.access_token).not.toBe(bot.token)
  expect((await bot.get('~/conversations/1')).status).toBe(401)
  expect((await botCaller(desk, desk.accountId, after.access_token).get('~/conversations/1')).status).toBe(404)
  const again = (await desk.ada.post(`~/agent_bots/${bot.id}/reset_secret`)).body
  expect(again.secret).not.toBe(before.secret)
  expect(again.access_token).toBe(after.access_token)
})

test('a bot has a picture until it is taken away', async () => {
  const desk = await aDesk()
  const letter = form([
    ['name', 'Robin'],
    ['avatar', pixel],
  ])
  const { body } = await desk.ada.post('~/agent_bots', letter, formHeaders)
  const picture = await desk.app.inject({ url: new URL(body.thumbnail).pathname })
  expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/png'])
  expect((await desk.app.inject({ url: `/bot-avatars/${body.id}/${'A'.repeat(22)}` })).statusCode).toBe(404)
  const bare = await desk.ada.delete(`~/agent_bots/${body.id}/avatar`)
  expect(bare.body.thumbnail).toBe('')
  expect((await desk.app.inject({ url: new URL(body.thumbnail).pathname })).statusCode).toBe(404)
})

test('a system bot serves every account and belongs to none', async () => {
  const desk = await aDesk()
  const id = await aSystemBot(desk)
  const zoe = await anotherCompany(desk)
  for (const administrator of [desk.ada, zoe]) {
    const { body } = await administrator.get(`~/agent_bots/${id}`)
    expect(body).toMatchObject({ name: 'Central', account_id: null, system_bot: true })
    expect(body).not.toHaveProperty('access_token')
    expect((await administrator.patch(`~/agent_bots/${id}`, { name: 'Mine' })).status).toBe(404)
    expect((await administrator.post(`~/agent_bots/${id}/reset_access_token`)).status).toBe(404)
    expect((await administrator.delete(`~/agent_bots/${id}`)).status).toBe(404)
  }
})

test('a bot of one account is not to be had in another', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const theirs = await aBot(desk, zoe)
  expect((await desk.ada.get('~/agent_bots')).body).toEqual([])
  for (const call of [
    desk.ada.get(`~/agent_bots/${theirs.id}`),
    desk.ada.patch(`~/agent_bots/${theirs.id}`, { name: 'Ours' }),
    desk.ada.delete(`~/agent_bots/${theirs.id}`),
    desk.ada.post(`~/agent_bots/${theirs.id}/reset_secret`),
  ]) {
    expect((await call).status).toBe(404)
  }
  const inbox = await aWebsite(desk.ada)
  expect((await desk.ada.post(`~/inboxes/${inbox.id}/set_agent_bot`, { agent_bot: theirs.id })).status).toBe(404)
  expect((await botCaller(desk, desk.accountId, theirs.token).get('~/conversations/1')).status).toBe(401)
})

test('an inbox has one bot, which is set, exchanged and taken out', async () => {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const path = `~/inboxes/${inbox.id}`
  expect((await desk.ada.get(`${path}/agent_bot`)).body).toEqual({ agent_bot: {} })
  await aBot(desk, desk.ada, { name: 'Robin', inboxIds: [inbox.id] })
  const wren = await aBot(desk, desk.ada, { name: 'Wren', inboxIds: [inbox.id] })
  expect((await desk.ada.get(`${path}/agent_bot`)).body.agent_bot).toMatchObject({ id: wren.id, name: 'Wren' })
  expect((await desk.ada.post(`${path}/set_agent_bot`, { agent_bot: null })).body).toEqual({})
  expect((await desk.ada.get(`${path}/agent_bot`)).body).toEqual({ agent_bot: {} })
})

test('a bot that is removed leaves its inboxes', async () => {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const bot = await aBot(desk, desk.ada, { inboxIds: [inbox.id] })
  await desk.ada.delete(`~/agent_bots/${bot.id}`)
  expect((await desk.ada.get(`~/inboxes/${inbox.id}/agent_bot`)).body).toEqual({ agent_bot: {} })
  expect((await bot.get('~/conversations/1')).status).toBe(401)
})

test('a system bot acts where an inbox has it, and nowhere else', async () => {
  const desk = await aDesk()
  const id = await aSystemBot(desk)
  const inbox = await aWebsite(desk.ada)
  const { rows } = await desk.database.pool.query('select token_encrypted from agent_bots')
  const token = desk.ports.secrets.decrypt(rows[0].token_encrypted, 'agent-bot-token')
  const bot = botCaller(desk, desk.accountId, token)
  expect((await bot.get('~/conversations/1')).status).toBe(401)
  await desk.ada.post(`~/inboxes/${inbox.id}/set_agent_bot`, { agent_bot: id })
  expect((await bot.get('~/conversations/1')).status).toBe(404)
  const zoe = await anotherCompany(desk)
  expect((await botCaller(desk, zoe.user.account_id, token).get('~/conversations/1')).status).toBe(401)
})
