import { expect, test } from 'vitest'
import { aDesk } from '../../../testing/desk.ts'
import { aBounce, aMail, aMailbox } from '../../../testing/incoming-mail.ts'
import { aMailServer } from '../../../testing/mail-server.ts'

/** A desk whose agent has answered Mo by mail. */
async function aDeskThatAnswered() {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const mailbox = await aMailbox(desk)
  await mailbox.receives(aMail({ 'Message-ID': '<one@sea.example>' }))
  const { body: answer } = await desk.ada.post('~/conversations/1/messages', {
    content: 'Which lamp?',
    cc_emails: 'jo@sea.example',
  })
  await desk.settle()
  const id = /^Message-ID:\s+<(.+)>/im.exec(server.taken[0]?.source ?? '')?.[1] ?? ''
  const message = async () =>
    (await desk.ada.get('~/conversations/1/messages')).body.payload.find((one: { id: number }) => one.id === answer.id)
  const contact = async () => (await desk.ada.get('~/contacts')).body.payload[0]
  return { server, desk, mailbox, id, message, contact }
}

test('a mail that comes back marks its message with the words of the server, and the address on the contact', async () => {
  const { desk, mailbox, id, message, contact } = await aDeskThatAnswered()
  expect(await message()).toMatchObject({ status: 'delivered' })
  expect(await mailbox.receives(aBounce(id))).toMatchObject({ state: 'bounce', message_id: (await message()).id })
  expect(await message()).toMatchObject({
    status: 'failed',
    content_attributes: { external_error: expect.stringContaining('No such person') },
  })
  expect((await message()).content_attributes.external_error).toContain('mo@sea.example')
  expect((await contact()).additional_attributes.undeliverable).toMatchObject({ address: 'mo@sea.example' })
  expect((await desk.ada.get('~/conversations?status=all')).body.data.payload.length).toBe(1)
  // They write again: the address works.
  await mailbox.receives(aMail({ 'In-Reply-To': `<${id}>` }))
  expect((await contact()).additional_attributes.undeliverable).toBeUndefined()
})

test('a message that came back can be sent again', async () => {
  const { server, desk, mailbox, id, message } = await aDeskThatAnswered()
  await mailbox.receives(aBounce(id))
  await desk.ada.post(`~/conversations/1/messages/${(await message()).id}/retry`)
  await desk.settle()
  expect(server.taken.length).toBe(2)
  expect(await message()).toMatchObject({ status: 'delivered', source_id: id })
})

test('a full mailbox fails the message but not the address, and who was not written to is not spoken of', async () => {
  const { desk, mailbox, id, message, contact } = await aDeskThatAnswered()
  await desk.ada.post('~/contacts', { name: 'Eve', email: 'eve@sea.example' })
  await mailbox.receives(aBounce(id, { to: 'eve@sea.example' }))
  await mailbox.receives(aBounce(id, { status: '4.2.2' }))
  expect(await message()).toMatchObject({ status: 'failed' })
  expect((await contact()).additional_attributes.undeliverable).toBeUndefined()
  const eve = (await desk.ada.get('~/contacts/search?q=eve')).body.payload[0]
  expect(eve.additional_attributes.undeliverable).toBeUndefined()
})

test('a report of another account changes nothing, and a mail server that says nothing of use begins no conversation', async () => {
  const { desk, mailbox, message } = await aDeskThatAnswered()
  expect(await mailbox.receives(aBounce('conversation/x/messages/1@elsewhere.example'))).toMatchObject({
    state: 'bounce',
    message_id: null,
  })
  const words = aMail({ From: 'MAILER-DAEMON@sea.example', Subject: 'Hm', 'Auto-Submitted': 'auto-replied' })
  expect(await mailbox.receives(words)).toMatchObject({ state: 'bounce' })
  const receipt = {
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/report; report-type=disposition-notification; boundary="x"',
  }
  expect(await mailbox.receives(aMail(receipt, '--x\r\n\r\nRead it.\r\n--x--'))).toMatchObject({ state: 'ignored' })
  expect(await message()).toMatchObject({ status: 'delivered' })
  expect((await desk.ada.get('~/conversations?status=all')).body.data.payload.length).toBe(1)
})
