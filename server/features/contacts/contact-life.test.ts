import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aCable, listenAs, settleFor } from '../../testing/cable.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { furnish } from '../../testing/furnished.ts'
import { callerOf } from '../../testing/people.ts'
import { applyToContacts, bulkChangeContacts } from './index.ts'

async function aContact(desk: TestDesk, details: object): Promise<number> {
  const { body } = await desk.ada.post('~/contacts', details)
  return body.payload.contact.id
}

const actorOf = ({ ada }: TestDesk) => ({ kind: 'agent', userId: ada.user.id, role: 'administrator' }) as const

test('a deleted contact takes conversations, messages and files along, and everybody hears of it', async () => {
  const desk = await aDesk()
  const { contactId, conversation, ines } = await furnish(desk)
  await desk.settle()
  const ear = await listenAs(await aCable(desk), ines)
  expect((await ines.delete(`~/contacts/${contactId}`)).status).toBe(401)
  expect((await desk.ada.delete(`~/contacts/${contactId}`)).status).toBe(200)
  expect((await desk.ada.get(`~/contacts/${contactId}`)).status).toBe(404)
  expect((await desk.ada.get(`~/conversations/${conversation}`)).status).toBe(404)
  const left = await desk.database.db.selectFrom('attachments').select('id').execute()
  expect(left).toEqual([])
  await settleFor(desk, [ear])
  const told = ear.frames.filter(({ event }) => event === 'contact.deleted')
  expect(told.map(({ data }) => data)).toEqual([{ id: contactId, account_id: desk.accountId }])
})

test('a contact who is online now is not deleted, and one of another company does not exist', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const id = await aContact(desk, { name: 'Mo' })
  expect((await zoe.delete(`~/contacts/${id}`)).status).toBe(404)
  await desk.ports.scratch.touch(`presence:${desk.accountId}:contacts`, String(id), 90)
  const refused = await desk.ada.delete(`~/contacts/${id}`)
  expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining('online')])
  desk.pass(91)
  expect((await desk.ada.delete(`~/contacts/${id}`)).status).toBe(200)
})

test('a picture is uploaded, shown behind a link that changes with it, and taken away', async () => {
  const desk = await aDesk()
  const id = await aContact(desk, { name: 'Mo' })
  const { body } = await desk.ada.put(`~/contacts/${id}`, undefined)
  expect(body.payload.thumbnail).toBe('')
  const answer = await desk.app.inject({
    method: 'PATCH',
    url: `/api/v1/accounts/${desk.accountId}/contacts/${id}`,
    headers: { ...desk.ada.headers, ...formHeaders },
    payload: form([
      ['name', 'Mo Lamp'],
      ['avatar', pixel],
    ]),
  })
  const { thumbnail, name } = answer.json().payload
  expect(name).toBe('Mo Lamp')
  const path = new URL(thumbnail).pathname
  expect((await callerOf(desk.app).get(path)).status).toBe(200)
  expect((await callerOf(desk.app).get(path.replace(/.$/, another))).status).toBe(404)
  expect((await desk.ada.delete(`~/contacts/${id}/avatar`)).body.payload.thumbnail).toBe('')
  expect((await callerOf(desk.app).get(path)).status).toBe(404)
})

test('an uploaded avatar that is no picture, and an address that is none, are refused by their field', async () => {
  const desk = await aDesk()
  const id = await aContact(desk, { name: 'Mo' })
  const text = { fileName: 'a.png', contentType: 'image/png', bytes: '<svg onload=alert(1)>' }
  const uploaded = await desk.ada.post('~/contacts', form([['avatar', text]]), formHeaders)
  expect([uploaded.status, uploaded.body.attributes]).toEqual([422, ['avatar']])
  const addressed = await desk.ada.patch(`~/contacts/${id}`, { avatar_url: 'file:///etc/passwd' })
  expect([addressed.status, addressed.body.attributes]).toEqual([422, ['avatar_url']])
})

/** A letter that is not this one. */
const another = (letter: string) => (letter === '_' ? '-' : '_')

async function aPictureServer(): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/face.png') response.end(pixel.bytes)
    else response.writeHead(200, { 'content-type': 'image/png' }).end('no picture')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a picture at an address is fetched afterwards, when it is one and the address may be asked', async () => {
  const pictures = await aPictureServer()
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const thumbnailAfter = async (url: string) => {
    const id = await aContact(desk, { name: 'Mo', avatar_url: url })
    await desk.settle()
    return (await desk.ada.get(`~/contacts/${id}`)).body.payload.thumbnail
  }
  expect(await thumbnailAfter(`${pictures}/face.png`)).toMatch(/contact_avatars/)
  expect(await thumbnailAfter(`${pictures}/text.png`)).toBe('')
  const closed = await aDesk()
  const id = await aContact(closed, { name: 'Mo', avatar_url: `${pictures}/face.png` })
  await closed.settle()
  expect((await closed.ada.get(`~/contacts/${id}`)).body.payload.thumbnail).toBe('')
})

test('a contact can be written to where they have been on the website, and through every API inbox', async () => {
  const desk = await aDesk()
  const { website, apiInbox, contactId, ines } = await furnish(desk)
  const legal = async (who: typeof ines, id: number) => {
    const { body } = await who.get(`~/contacts/${id}/contactable_inboxes`)
    return body.payload.map((one: { inbox: { id: number } }) => one.inbox.id).sort((a: number, b: number) => a - b)
  }
  expect(await legal(desk.ada, contactId)).toEqual([website.id, apiInbox.id].sort((a: number, b: number) => a - b))
  expect(await legal(ines, contactId)).toEqual([website.id])
  expect(await legal(desk.ada, await aContact(desk, { name: 'New' }))).toEqual([apiInbox.id])
})

test('a place in an inbox is given once, found by its source id, and never taken from another', async () => {
  const desk = await aDesk()
  const { apiInbox, website, otto } = await furnish(desk)
  const zoe = await anotherCompany(desk)
  const id = await aContact(desk, { name: 'Lu' })
  const add = (body: object) => desk.ada.post(`~/contacts/${id}/contact_inboxes`, body)
  const first = await add({ inbox_id: apiInbox.id, source_id: 'crm-1' })
  expect(first.body).toMatchObject({ source_id: 'crm-1', inbox: { id: apiInbox.id } })
  expect((await add({ inbox_id: apiInbox.id, source_id: 'crm-1' })).body).toEqual(first.body)
  expect((await add({ inbox_id: apiInbox.id })).body).toEqual(first.body)
  const generated = await add({ inbox_id: website.id })
  expect(generated.body.source_id).toMatch(/^[0-9a-f-]{36}$/)
  const other = await aContact(desk, { name: 'Other' })
  const taken = await desk.ada.post(`~/contacts/${other}/contact_inboxes`, {
    inbox_id: apiInbox.id,
    source_id: 'crm-1',
  })
  expect([taken.status, taken.body.attributes]).toEqual([422, ['source_id']])
  const wanted = { inbox_id: apiInbox.id, source_id: 'crm-1' }
  expect((await desk.ada.post('~/contact_inboxes/filter', wanted)).body.id).toBe(id)
  for (const outsider of [otto, zoe]) {
    expect((await outsider.post('~/contact_inboxes/filter', wanted)).status).toBe(404)
    expect((await outsider.post(`~/contacts/${id}/contact_inboxes`, wanted)).status).toBe(404)
  }
})

test('notes are written, read newest first, changed and removed, and never leave the company', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const id = await aContact(desk, { name: 'Mo' })
  const other = await aContact(desk, { name: 'Lu' })
  await desk.ada.post(`~/contacts/${id}/notes`, { content: 'First' })
  const { body: second } = await desk.ada.post(`~/contacts/${id}/notes`, { note: { content: ' Second ' } })
  expect(second).toMatchObject({ content: 'Second', contact_id: id, user: { name: 'Ada' } })
  const { body: list } = await desk.ada.get(`~/contacts/${id}/notes`)
  expect(list.map((one: { content: string }) => one.content)).toEqual(['Second', 'First'])
  await desk.ada.patch(`~/contacts/${id}/notes/${second.id}`, { content: 'Better' })
  expect((await desk.ada.get(`~/contacts/${id}/notes/${second.id}`)).body.content).toBe('Better')
  for (const path of [`~/contacts/${id}/notes/${second.id}`, `~/contacts/${id}/notes`]) {
    expect((await zoe.get(path)).status).toBe(404)
  }
  expect((await desk.ada.get(`~/contacts/${other}/notes/${second.id}`)).status).toBe(404)
  const blank = await desk.ada.post(`~/contacts/${id}/notes`, { content: '  ' })
  expect([blank.status, blank.body.attributes]).toEqual([422, ['content']])
  await desk.ada.delete(`~/contacts/${id}/notes/${second.id}`)
  expect((await desk.ada.get(`~/contacts/${id}/notes`)).body).toHaveLength(1)
})

test('the files of a contact are those of the conversations that the asker sees', async () => {
  const desk = await aDesk()
  const { contactId, ines, otto, conversation } = await furnish(desk)
  const zoe = await anotherCompany(desk)
  const { body } = await ines.get(`~/contacts/${contactId}/attachments`)
  expect(body).toMatchObject({
    meta: { total_count: 1 },
    payload: [{ file_type: 'image', conversation_id: conversation, sender: { id: contactId } }],
  })
  expect((await otto.get(`~/contacts/${contactId}/attachments`)).body).toEqual({
    meta: { total_count: 0 },
    payload: [],
  })
  expect((await zoe.get(`~/contacts/${contactId}/attachments`)).status).toBe(404)
})

test('an address, an identifier or a number that somebody else has is refused by its field, and by nobody elsewhere', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const details = { email: 'mo@home.example', identifier: 'crm-1', phone_number: '+491701234567' }
  await aContact(desk, details)
  const other = await aContact(desk, { name: 'Lu' })
  for (const [field, value] of Object.entries(details)) {
    for (const answer of [
      await desk.ada.post('~/contacts', { [field]: value.toUpperCase().replace('CRM', 'crm') }),
      await desk.ada.patch(`~/contacts/${other}`, { [field]: value }),
    ]) {
      expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
      expect(answer.body.message).toMatch(/has already been taken$/)
    }
  }
  expect((await zoe.post('~/contacts', details)).status).toBe(200)
})

test('many contacts get and lose labels together, of their own company only', async () => {
  const desk = await aDesk()
  const zoe = await anotherCompany(desk)
  const foreign = await zoe.post('~/contacts', { name: 'Hers' })
  const ids = [await aContact(desk, { email: 'a@b.example' }), await aContact(desk, { email: 'c@d.example' })]
  const all = [...ids, foreign.body.payload.contact.id as number, 999_999]
  await desk.ports.work(desk.accountId, actorOf(desk), async (work) =>
    bulkChangeContacts(work, all, { labels: { add: ['VIP', 'new'] } }),
  )
  await desk.settle()
  expect((await desk.ada.get('~/contacts?labels[]=vip')).body.meta.count).toBe(2)
  await desk.ports.work(desk.accountId, actorOf(desk), (work) =>
    applyToContacts(work, [ids[0] ?? 0], { labels: { remove: ['vip'] } }),
  )
  expect((await desk.ada.get('~/contacts?labels[]=VIP')).body.meta.count).toBe(1)
  expect((await desk.ada.get('~/contacts?labels[]=new&labels[]=vip')).body.meta.count).toBe(2)
  const refused = desk.ports.work(desk.accountId, actorOf(desk), async (work) =>
    bulkChangeContacts(work, ids, { labels: { add: [' '] } }),
  )
  await expect(refused).rejects.toMatchObject({ field: 'labels.add' })
})

test('deleting many spares whoever is online', async () => {
  const desk = await aDesk()
  const ids = [await aContact(desk, { email: 'a@b.example' }), await aContact(desk, { email: 'c@d.example' })]
  await desk.ports.scratch.touch(`presence:${desk.accountId}:contacts`, String(ids[0]), 90)
  await desk.ports.work(desk.accountId, actorOf(desk), async (work) => bulkChangeContacts(work, ids, { delete: true }))
  await desk.settle()
  const { body } = await desk.ada.get('~/contacts')
  expect(body.payload.map((one: { id: number }) => one.id)).toEqual([ids[0]])
})
