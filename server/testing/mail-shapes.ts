import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import { aMail, aMailbox } from './incoming-mail.ts'
import { callerOf } from './people.ts'
import { aMailServer } from './mail-server.ts'

/** The shapes of what administrators see of mail. */
export function mailShapes(desk: () => TestDesk): void {
  describe('Mails', () => {
    test('an inbox tells how its server and its records are, and the outbox what went out', async () => {
      const channel = { type: 'email', email: 'shapes@lamp.example', smtp_enabled: true, smtp_address: '127.0.0.1' }
      const { body: inbox } = await desk().ada.post('~/inboxes', { name: 'Shapes', channel })
      const probe = await desk().ada.post(`~/inboxes/${inbox.id}/test_smtp`)
      fits(probe, 'mail_probe')
      expect(probe.body).toMatchObject({ ok: false, error: expect.stringContaining('OUTGOING_ALLOW') })
      await desk().ada.patch(`~/inboxes/${inbox.id}`, { channel: { imap_enabled: true, imap_address: '127.0.0.1' } })
      const mailbox = await desk().ada.post(`~/inboxes/${inbox.id}/test_imap`)
      fits(mailbox, 'mail_probe')
      expect(mailbox.body).toMatchObject({ ok: false, error: expect.stringContaining('OUTGOING_ALLOW') })
      fits(await desk().ada.get(`~/inboxes/${inbox.id}/mail_state`), 'mail_state')
      const checked = await desk().ada.post(`~/inboxes/${inbox.id}/check_dns`)
      fits(checked, 'mail_records')
      fits({ ...checked, body: checked.body.records[0] }, 'mail_record')
      const { body: contact } = await desk().ada.post('~/contacts', { name: 'Post', email: 'post@home.example' })
      const talk = { inbox_id: inbox.id, contact_id: contact.payload.contact.id, message: { content: 'Hello' } }
      await desk().ada.post('~/conversations', talk)
      await desk().settle()
      const mails = await desk().ada.get('~/mails')
      fits(mails, 'mails')
      fits({ ...mails, body: mails.body.payload[0] }, 'mail')
      fits(await desk().ada.get('~/mail_setup'), 'mail_setup')
    })

    test('a test mail says whom it is for, and the setup what sends it', async () => {
      const server = await aMailServer()
      const { ada } = await aDesk(server.environment)
      fits(await ada.post('~/test_mail'), 'test_mail')
      const setup = await ada.get('~/mail_setup')
      fits({ ...setup, body: setup.body.outgoing }, 'mail_outgoing')
    })

    test('an inbox tells what came in by mail', async () => {
      const { inboxId, receives } = await aMailbox(desk(), { email: 'incoming@lamp.example' })
      await receives(aMail({ From: null }))
      await receives(aMail({ To: 'incoming@lamp.example' }))
      const mails = await desk().ada.get(`~/inboxes/${inboxId}/received_mails`)
      fits(mails, 'received_mails')
      const [accepted, quarantined] = mails.body.payload
      fits({ ...mails, body: accepted }, 'received_mail')
      fits(await desk().ada.post(`~/inboxes/${inboxId}/received_mails/${quarantined.id}/retry`), 'received_mail')
      const thread = await desk().ada.get(`~/conversations/${accepted.conversation_id}/messages`)
      fits(thread, 'messages')
    })

    test('a provider brings a mail, and another lets a mailbox be connected', async () => {
      const password = 'a long enough password'
      const registered = { AZURE_APP_ID: 'desk', AZURE_APP_SECRET: 'a secret', MAIL_INGRESS_PASSWORD: password }
      const own = await aDesk(registered)
      await own.ada.post('~/inboxes', { name: 'Shapes', channel: { type: 'email', email: 'shapes@lamp.example' } })
      fits(await own.ada.post('~/microsoft/authorization'), 'mailbox_authorization')
      const authorization = `Basic ${Buffer.from(`mail:${password}`).toString('base64')}`
      const headers = { authorization, 'content-type': 'message/rfc822' }
      const mail = 'To: shapes@lamp.example\r\n\r\nHello\r\n'
      fits(await callerOf(own.app).post('/rails/action_mailbox/relay/inbound_emails', mail, headers), 'stored_mail')
    })
  })
}
