import { beforeEach, expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { countQueries } from '../../testing/query-count.ts'

let desk: TestDesk
let at: Furnished
let talk: string

beforeEach(async () => {
  desk = await aDesk()
  at = await furnish(desk)
  talk = `~/conversations/${at.conversation}`
})

const lines = async (): Promise<string[]> => {
  const { body } = await desk.ada.get(`${talk}/messages`)
  return body.payload
    .filter((one: { message_type: number }) => one.message_type === 2)
    .map((one: { content: string }) => one.content)
}

test('muting blocks the contact and ends the conversation; what they write then opens nothing', async () => {
  expect((await at.ines.post(`${talk}/mute`)).status).toBe(200)
  const muted = (await desk.ada.get(talk)).body
  expect(muted).toMatchObject({ muted: true, status: 'resolved', meta: { sender: { blocked: true } } })
  expect(await lines()).toEqual(['Ines muted the conversation', 'Ines resolved the conversation'])
  await at.mo.writes('Let me in')
  expect((await desk.ada.get(talk)).body.status).toBe('resolved')
  const anew = await at.mo.post('/conversations', { message: { content: 'Anew' } })
  expect(anew.body.status).toBe('resolved')
})

test('muting twice says it once, and unmuting lets the next message open the conversation', async () => {
  await desk.ada.post(`${talk}/mute`)
  await desk.ada.post(`${talk}/mute`)
  await desk.ada.post(`${talk}/unmute`)
  await desk.ada.post(`${talk}/unmute`)
  expect(await lines()).toEqual([
    'Ada muted the conversation',
    'Ada resolved the conversation',
    'Ada unmuted the conversation',
  ])
  expect((await desk.ada.get(talk)).body).toMatchObject({ muted: false, status: 'resolved' })
  await at.mo.writes('Thank you')
  expect((await desk.ada.get(talk)).body.status).toBe('open')
})

test('only an administrator deletes a conversation, and then nothing of it is left but the bytes that the sweep takes', async () => {
  expect((await at.ines.delete(talk)).status).toBe(401)
  await at.ines.post(`${talk}/messages`, { content: 'Hi' })
  await desk.ada.post(`${talk}/assignments`, { assignee_id: at.ines.user.id })
  await at.ines.put(`${talk}/draft_messages`, { message: 'Dear Mo' })
  expect((await desk.ada.delete(talk)).status).toBe(200)
  expect((await desk.ada.get(talk)).status).toBe(404)
  expect((await desk.ada.delete(talk)).status).toBe(404)
  for (const table of ['messages', 'attachments', 'conversation_participants', 'conversation_drafts'] as const) {
    const { rows } = await desk.database.pool.query(`select count(*)::integer as count from ${table}`)
    expect([table, rows[0].count]).toEqual([table, 0])
  }
  await desk.settle()
  const { rows } = await desk.database.pool.query('select last_error from graphile_worker.jobs where attempts > 0')
  expect(rows).toEqual([])
  expect((await at.mo.get('/conversations')).body).toEqual({})
  expect((await at.mo.writes('Hello again')).status).toBe(200)
})

test('a transcript is refused in a sentence while nothing sends mail, to a person and to a visitor', async () => {
  const refused = await desk.ada.post(`${talk}/transcript`, { email: 'mo@home.example' })
  expect(refused.status).toBe(422)
  expect(refused.body.error).toMatch(/E-mail is not set up/)
  const malformed = await desk.ada.post(`${talk}/transcript`, { email: 'nobody' })
  expect(malformed.body).toMatchObject({ attributes: ['email'], error: 'email: must look like name@example.com' })
  expect((await at.mo.post('/conversations/transcript')).body.error).toMatch(/E-mail is not set up/)
})

test('the files of a conversation are listed with who sent them, the newest first, a hundred on a page', async () => {
  const two = form([
    ['content', 'Look'],
    ['attachments[]', pixel],
    ['attachments[]', { fileName: 'note.txt', contentType: 'text/plain', bytes: 'read me' }],
  ])
  const list = () => at.ines.get(`${talk}/attachments`)
  // The first request of a device notes that the device was used.
  await list()
  const queriesForOne = await countQueries(list)
  await at.ines.post(`${talk}/messages`, two, formHeaders)
  expect(await countQueries(list)).toBe(queriesForOne)
  const { body } = await at.ines.get(`${talk}/attachments`)
  expect(body.meta.total_count).toBe(3)
  const names = body.payload.map((file: { file_name: string; sender: { type: string } }) => [
    file.file_name,
    file.sender.type,
  ])
  expect(names).toEqual([
    ['note.txt', 'user'],
    ['pixel.png', 'user'],
    ['pixel.png', 'contact'],
  ])
  expect((await at.ines.get(`${talk}/attachments?page=2`)).body).toEqual({ meta: { total_count: 3 }, payload: [] })
  expect((await at.ines.get(`${talk}/attachments?page=0`)).status).toBe(422)
})

test('an inbox that holds each contact to one conversation goes on with it, for agents and for clients', async () => {
  await desk.ada.patch(`~/inboxes/${at.apiInbox.id}`, { lock_to_single_conversation: true })
  const again = await at.kim.post('@/conversations')
  expect(again.body.id).toBe(at.kim.conversation)
  const contact = (await desk.ada.get(`~/conversations/${at.kim.conversation}`)).body.meta.sender.id
  const begun = await desk.ada.post('~/conversations', {
    inbox_id: at.apiInbox.id,
    contact_id: contact,
    message: { content: 'One more thing' },
  })
  expect(begun.body).toMatchObject({ id: at.kim.conversation })
  expect(begun.body.last_non_activity_message.content).toBe('One more thing')
  await desk.ada.patch(`~/inboxes/${at.apiInbox.id}`, { lock_to_single_conversation: false })
  expect((await at.kim.post('@/conversations')).body.id).not.toBe(at.kim.conversation)
})
