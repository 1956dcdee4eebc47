import { describe, expect, test } from 'vitest'
import { aDesk, type TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import { aMailServer } from './mail-server.ts'

/** The shapes of what administrators see of outgoing mail. */
export function mailShapes(desk: () => TestDesk): void {
  describe('Mails', () => {
    test('an inbox tells how its server and its records are, and the outbox what went out', async () => {
      const channel = { type: 'email', email: 'shapes@lamp.example', smtp_enabled: true, smtp_address: '127.0.0.1' }
      const { body: inbox } = await desk().ada.post('~/inboxes', { name: 'Shapes', channel })
      const probe = await desk().ada.post(`~/inboxes/${inbox.id}/test_smtp`)
      fits(probe, 'mail_probe')
      expect(probe.body).toMatchObject({ ok: false, error: expect.stringContaining('OUTGOING_ALLOW') })
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
  })
}
