import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { appear } from '../features/presence/index.ts'
import { aDesk, type TestDesk } from '../testing/desk.ts'
import { aMailServer, mailPassword, mailUser } from '../testing/mail-server.ts'
import { anAgent, aVisitor, aWebsite, callerOf, signIn } from '../testing/people.ts'

const nobody = (desk: TestDesk) => callerOf(desk.app)

/** Makes due what waits, and does it. */
async function later(desk: TestDesk) {
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(desk.database.db)
  await desk.settle()
}

/** What a mail says, with its transfer encoding undone as far as the tests look. */
const wordsOf = (source: string | undefined) =>
  (source ?? '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

test('invitations and forgotten passwords are mailed, with links to the desk’s own address', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const added = await desk.ada.post('~/agents', { name: 'Vera', email: 'vera@lamp.example' })
  expect(added.body.invitation_url).toBeUndefined()
  await desk.settle()
  const invitation = wordsOf(server.taken[0]?.source)
  const token = /confirmation_token=([\w-]+)/.exec(invitation)?.[1]
  expect([server.taken[0]?.to, invitation.includes('https://desk.lamp.example/app/auth/confirmation')]).toEqual([
    ['vera@lamp.example'],
    true,
  ])
  expect((await nobody(desk).post('/auth/confirmation', { confirmation_token: token })).status).toBe(200)

  await nobody(desk).post('/auth/password', { email: 'ada@lamp.example' }, { host: 'evil.example' })
  await nobody(desk).post('/auth/password', { email: 'unknown@lamp.example' })
  await desk.settle()
  const reset = wordsOf(server.taken[1]?.source)
  expect([server.taken.length, server.taken[1]?.to, reset.includes('evil.example')]).toEqual([
    2,
    ['ada@lamp.example'],
    false,
  ])
  const link = /reset_password_token=([\w-]+)/.exec(reset)?.[1]
  const chosen = { reset_password_token: link, password: 'another good battery' }
  expect((await nobody(desk).put('/auth/password', chosen)).status).toBe(200)
  const kept = await desk.database.db.selectFrom('mails').select(['purpose', 'body_encrypted']).execute()
  expect(kept).toEqual([
    { purpose: 'invitation', body_encrypted: null },
    { purpose: 'password', body_encrypted: null },
  ])
  // What concerns a person and no account is in no account's list.
  const ada = await signIn(desk.app, 'ada@lamp.example', chosen.password)
  const { body } = await ada.get('~/mails')
  expect(body.payload.map((mail: { purpose: string }) => mail.purpose)).toEqual(['invitation'])
})

test('a transcript holds what both sides wrote and no note', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Where is <my> lamp?')
  await desk.ada.post('~/conversations/1/messages', { content: 'On its way' })
  await desk.ada.post('~/conversations/1/messages', { content: 'He is in a hurry', private: true })
  expect((await desk.ada.post('~/conversations/1/transcript', { email: 'boss@sea.example' })).status).toBe(200)
  expect((await mo.post('/conversations/transcript')).status).toBe(422)
  await mo.patch('/contact', { email: 'mo@sea.example' })
  expect((await mo.post('/conversations/transcript')).status).toBe(200)
  await desk.settle()
  expect(new Set(server.taken.map(({ to }) => to[0]))).toEqual(new Set(['boss@sea.example', 'mo@sea.example']))
  const words = wordsOf(server.taken[0]?.source)
  expect(words).toContain('Subject: [#1] Conversation Transcript')
  expect(words).toContain('Where is &lt;my&gt; lamp?')
  expect(words).toContain('On its way')
  expect(words).not.toContain('He is in a hurry')
})

test('notifications of the same minutes are one mail, and what somebody sees anyway is none', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const inbox = await aWebsite(desk.ada)
  const ines = await anAgent(desk.app, desk.ada, { name: 'Ines', inboxIds: [inbox.id] })
  const flags = ['email_conversation_assignment', 'email_assigned_conversation_new_message']
  await ines.put('~/notification_settings', { notification_settings: { selected_email_flags: flags } })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  const lu = await aVisitor(desk.app, inbox.website_token)
  await lu.writes('Good day')
  await desk.settle()
  for (const number of [1, 2])
    await desk.ada.post(`~/conversations/${number}/assignments`, { assignee_id: ines.user.id })
  await desk.settle()
  expect(server.taken).toEqual([])
  await later(desk)
  expect(server.taken.map(({ to }) => to)).toEqual([['ines@lamp.example']])
  const words = wordsOf(server.taken[0]?.source)
  expect(words).toContain('Subject: 2 notifications from Lamp & Co')
  expect(words).toContain('https://desk.lamp.example/app/accounts/')

  await appear(desk.ports.scratch, { accountId: desk.accountId, kind: 'users', id: ines.user.id })
  await mo.writes('Still there?')
  await desk.settle()
  await later(desk)
  expect(server.taken.length).toBe(1)
})

test('a visitor who left gets the answers in one mail, and one who is there gets none', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const inbox = await aWebsite(desk.ada, { channel: { type: 'web_widget', continuity_via_email: true } })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await mo.patch('/contact', { email: 'mo@sea.example' })
  const { contact_id: contactId } = await desk.database.db
    .selectFrom('conversations')
    .select('contact_id')
    .executeTakeFirstOrThrow()
  await appear(desk.ports.scratch, { accountId: desk.accountId, kind: 'contacts', id: contactId })
  await desk.ada.post('~/conversations/1/messages', { content: 'Good day' })
  await desk.ada.post('~/conversations/1/messages', { content: 'How can we help?' })
  await desk.settle()
  await later(desk)
  expect(server.taken).toEqual([])
  desk.pass(600)
  await later(desk)
  await later(desk)
  expect(server.taken.map(({ to }) => to)).toEqual([['mo@sea.example']])
  const { body: conversation } = await desk.ada.get('~/conversations/1')
  const words = wordsOf(server.taken[0]?.source)
  expect(words).toContain(`Reply-To: reply+${conversation.uuid}@in.lamp.example`)
  expect(words).toContain('Good day')
  expect(words).toContain('How can we help?')

  await desk.ada.post('~/conversations/1/messages', { content: 'Are you well?' })
  await mo.post('/conversations/update_last_seen')
  await desk.settle()
  await later(desk)
  expect(server.taken.length).toBe(1)
})

test('the server of an inbox is tried out in words without its password', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const channel = {
    type: 'email',
    email: 'help@lamp.example',
    smtp_enabled: true,
    smtp_address: 'localhost',
    smtp_port: server.port,
    smtp_login: mailUser,
    smtp_password: mailPassword,
  }
  const { body: inbox } = await desk.ada.post('~/inboxes', { name: 'Help', channel })
  const tried = await desk.ada.post(`~/inboxes/${inbox.id}/test_smtp`)
  expect(tried.body).toMatchObject({ ok: true, error: null, host: 'localhost' })
  const said = tried.body.transcript.join('\n')
  expect(said).toMatch(/S: 220 .*[\s\S]*C: EHLO[\s\S]*C: STARTTLS[\s\S]*S: 235/)
  for (const secret of [mailPassword, Buffer.from(mailPassword).toString('base64')]) expect(said).not.toContain(secret)
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { channel: { smtp_password: 'wrong-secret' } })
  const refused = await desk.ada.post(`~/inboxes/${inbox.id}/test_smtp`)
  expect(refused.body).toMatchObject({ ok: false, error: expect.stringContaining('535') })
  expect(JSON.stringify(refused.body)).not.toContain('wrong-secret')
})

test('the records of a domain are asked for, and mail is signed once its key is published', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const channel = { type: 'email', email: 'help@lamp.example' }
  const { body: inbox } = await desk.ada.post('~/inboxes', { name: 'Help', channel })
  const check = async () => (await desk.ada.post(`~/inboxes/${inbox.id}/check_dns`)).body
  const asked = await check()
  expect(asked.records.map((one: { state: string }) => one.state)).toEqual(['missing', 'missing', 'missing'])
  const answer = async () => {
    const { body } = await desk.ada.post('~/contacts', { email: `${Math.random()}@sea.example` })
    const message = { content: 'Hello' }
    await desk.ada.post('~/conversations', { inbox_id: inbox.id, contact_id: body.payload.contact.id, message })
    await desk.settle()
    return server.taken.at(-1)
  }
  const unsigned = await answer()
  expect([unsigned?.from, unsigned?.source.includes('DKIM-Signature')]).toEqual([mailUser, false])

  const [spf, dkim] = asked.records
  const published = new Map([
    [spf.name, ['v=spf1 mx -all', 'some other words']],
    [dkim.name, [dkim.value]],
  ])
  desk.ports.dns.txt = async (name) => {
    if (name.startsWith('_dmarc')) throw new Error('Nobody answers')
    return published.get(name) ?? []
  }
  expect((await check()).records).toMatchObject([
    { state: 'different', found: ['v=spf1 mx -all'] },
    { state: 'present' },
    { state: 'unknown' },
  ])
  const signed = await answer()
  expect([signed?.from, /d=lamp\.example/.test(signed?.source ?? '')]).toEqual(['help@lamp.example', true])
  expect(signed?.source).toContain(`s=${dkim.name.split('.')[0]}`)
})
