import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { forgetSources } from '../../features/received-mails/index.ts'
import { sweepBlobs } from '../../features/attachments/index.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aMail, aMailbox, receivedRow } from '../../testing/incoming-mail.ts'
import { anAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const nobody = () => aMail({ From: null, Subject: 'From nobody' })

/** Runs every job that waits, as if its pause were over. */
async function hurry(desk: TestDesk) {
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(desk.database.db)
  await desk.settle()
}

test('the list says what became of each mail, by state and page by page, with one query however many there are', async () => {
  const desk = await aDesk()
  const { inboxId, receives, takes } = await aMailbox(desk)
  const list = `~/inboxes/${inboxId}/received_mails`
  await receives(aMail())
  const few = await countQueries(() => desk.ada.get(list))
  await Promise.all(Array.from({ length: 60 }, () => takes(nobody())))
  await desk.settle()
  const all = await desk.ada.get(list)
  expect(all.body.payload.length).toBe(50)
  expect(all.body.payload[0]).toMatchObject({
    state: 'quarantined',
    subject: 'From nobody',
    from: null,
    via: 'imap',
    message_id: null,
    conversation_id: null,
    source_kept: true,
  })
  expect(await countQueries(() => desk.ada.get(list))).toBe(few)
  const rest = await desk.ada.get(`${list}?before=${all.body.payload.at(-1).id}`)
  expect(rest.body.payload.length).toBe(11)
  expect(rest.body.payload.at(-1)).toMatchObject({ state: 'accepted', conversation_id: 1, from: 'mo@sea.example' })
  expect((await desk.ada.get(`${list}?state=accepted`)).body.payload.length).toBe(1)
  const wrong = await desk.ada.get(`${list}?state=lost`)
  expect([wrong.status, wrong.body.attributes]).toEqual([422, ['state']])
})

test('a quarantined mail is downloaded as it came, and read again when somebody says so', async () => {
  const desk = await aDesk()
  const { inboxId, receives } = await aMailbox(desk)
  const source = nobody()
  const { id } = await receives(source)
  const path = `~/inboxes/${inboxId}/received_mails/${id}`
  const url = `${path.replace('~', `/api/v1/accounts/${desk.accountId}`)}/source`
  const file = await desk.app.inject({ url, headers: desk.ada.headers })
  expect(file.body).toBe(source)
  expect(file.headers).toMatchObject({
    'content-type': 'message/rfc822',
    'content-disposition': `attachment; filename="mail-${id}.eml"`,
    'x-content-type-options': 'nosniff',
  })
  expect((await desk.ada.post(`${path}/retry`)).body).toMatchObject({ state: 'waiting', reason: null })
  await desk.settle()
  expect(await receivedRow(desk, id)).toMatchObject({ state: 'quarantined' })
})

test('a mail that became a message is not read again, nor one whose source is gone', async () => {
  const desk = await aDesk()
  const { inboxId, receives } = await aMailbox(desk)
  const { id: accepted } = await receives(aMail())
  const { id: quarantined } = await receives(nobody())
  const retry = (id: number) => desk.ada.post(`~/inboxes/${inboxId}/received_mails/${id}/retry`)
  expect(await retry(accepted)).toMatchObject({ status: 422, body: { attributes: ['state'] } })
  const before = new Date(Date.now() - 91 * 24 * 3600 * 1000)
  await desk.database.db.updateTable('received_mails').set({ received_at: before }).execute()
  expect(await forgetSources(desk.ports.db, { now: desk.ports.now(), days: 90 })).toBe(2)
  expect(await retry(quarantined)).toMatchObject({ status: 422 })
  const source = await desk.ada.get(`~/inboxes/${inboxId}/received_mails/${quarantined}/source`)
  expect(source.status).toBe(404)
  expect((await desk.ada.get(`~/inboxes/${inboxId}/received_mails`)).body.payload[0]).toMatchObject({
    source_kept: false,
  })
})

test('a source is kept as long as it is to be, and as long as its mail waits', async () => {
  const desk = await aDesk()
  const { receives, takes } = await aMailbox(desk)
  const { id } = await receives(aMail())
  await takes(aMail())
  const { ports } = desk
  desk.pass(89 * 24 * 3600)
  expect(await forgetSources(ports.db, { now: ports.now(), days: 90 })).toBe(0)
  expect(await sweepBlobs({ db: ports.db, blobs: ports.blobs, now: ports.now() })).toBe(0)
  desk.pass(2 * 24 * 3600)
  expect(await forgetSources(ports.db, { now: ports.now(), days: 90 })).toBe(1)
  expect(await sweepBlobs({ db: ports.db, blobs: ports.blobs, now: ports.now() })).toBe(1)
  expect(await receivedRow(desk, id)).toMatchObject({ state: 'accepted' })
})

test('what fails for a while is tried again, and what fails for good is quarantined while the next one goes on', async () => {
  const desk = await aDesk()
  const { takes, receives } = await aMailbox(desk)
  const { open } = desk.ports.blobs
  let failures = 3
  desk.ports.blobs.open = async (...given) => {
    if (failures-- > 0) throw new Error('The disk is away')
    return open(...given)
  }
  const { id } = await takes(aMail())
  for (let attempt = 0; attempt < 5; attempt++) await hurry(desk)
  expect(await receivedRow(desk, id)).toMatchObject({ state: 'accepted', reason: null })
  failures = Number.POSITIVE_INFINITY
  const { id: doomed } = await takes(aMail())
  for (let attempt = 0; attempt < 12; attempt++) await hurry(desk)
  expect(await receivedRow(desk, doomed)).toMatchObject({ state: 'quarantined', reason: 'The disk is away' })
  failures = 0
  expect(await receives(aMail())).toMatchObject({ state: 'accepted' })
})

test('what cannot be read, has lost its source or ends every reader is quarantined with why', async () => {
  const desk = await aDesk()
  const { takes, receives } = await aMailbox(desk)
  expect(await receives('')).toMatchObject({ state: 'quarantined', reason: expect.any(String) })
  const { id: lost } = await takes(aMail())
  const row = desk.database.db.selectFrom('received_mails').select('blob_key').where('id', '=', lost)
  await desk.ports.blobs.delete((await row.executeTakeFirstOrThrow()).blob_key ?? '')
  const { id: deadly } = await takes(aMail())
  await desk.database.db.updateTable('received_mails').set({ attempts: 10 }).where('id', '=', deadly).execute()
  await desk.settle()
  expect(await receivedRow(desk, lost)).toMatchObject({
    state: 'quarantined',
    reason: expect.stringContaining('source'),
  })
  expect(await receivedRow(desk, deadly)).toMatchObject({
    state: 'quarantined',
    reason: expect.stringContaining('often'),
  })
  expect(await receives(aMail())).toMatchObject({ state: 'accepted' })
})

test('a mail whose job was lost is found by the sweep', async () => {
  const desk = await aDesk()
  const { takes } = await aMailbox(desk)
  const { id } = await takes(aMail())
  await sql`delete from graphile_worker._private_jobs`.execute(desk.database.db)
  await desk.settle()
  expect(await receivedRow(desk, id)).toMatchObject({ state: 'waiting' })
  desk.pass(600)
  await desk.ports.work(0, { kind: 'system' }, async (work) => work.later({ task: 'wake-overdue-mails', payload: {} }))
  await desk.settle()
  expect(await receivedRow(desk, id)).toMatchObject({ state: 'accepted' })
})

test('a suspended account loses no mail, and an inbox that goes takes its mails along', async () => {
  const desk = await aDesk()
  const { takes, receives, inboxId } = await aMailbox(desk)
  await desk.database.db.updateTable('accounts').set({ status: 'suspended' }).execute()
  const { id } = await receives(aMail())
  expect(await receivedRow(desk, id)).toMatchObject({ state: 'quarantined', reason: 'The account is suspended.' })
  await desk.database.db.updateTable('accounts').set({ status: 'active' }).execute()
  await takes(aMail())
  await desk.ada.delete(`~/inboxes/${inboxId}`)
  await desk.settle()
  expect(await desk.database.db.selectFrom('received_mails').select('id').execute()).toEqual([])
  await expect(takes(aMail())).rejects.toThrow('could not be found')
})

test('only administrators of the account look at it, and of the inbox that it came into', async () => {
  const desk = await aDesk()
  const { receives, inboxId } = await aMailbox(desk)
  const other = await aMailbox(desk, { email: 'sales@lamp.example' })
  const { id } = await receives(nobody())
  const ines = await anAgent(desk.app, desk.ada, { name: 'Ines', inboxIds: [inboxId] })
  const zoe = await anotherCompany(desk)
  const paths = (of: number) => [`~/inboxes/${of}/received_mails/${id}/source`, `~/inboxes/${of}/received_mails`]
  for (const path of paths(inboxId)) {
    expect((await ines.get(path)).status).toBe(401)
    expect((await zoe.get(path)).status).toBe(404)
  }
  expect((await desk.ada.get(paths(other.inboxId)[0] ?? '')).status).toBe(404)
  expect((await desk.ada.get(paths(other.inboxId)[1] ?? '')).body.payload).toEqual([])
  expect((await desk.ada.post(`~/inboxes/${other.inboxId}/received_mails/${id}/retry`)).status).toBe(404)
})
