import { describe, expect, test } from 'vitest'
import type { TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import { form, formHeaders } from './form.ts'
import type { Furnished } from './furnished.ts'

/** The shapes of inboxes and contacts. */
export function contactShapes(desk: () => TestDesk, at: () => Furnished): void {
  describe('Inboxes', () => {
    test('an inbox shows its secrets to administrators only', async () => {
      fits(await desk().ada.get(`~/inboxes/${at().website.id}`), 'web_widget_inbox_for_administrators')
      fits(await at().ines.get(`~/inboxes/${at().website.id}`), 'web_widget_inbox')
      const members = { inbox_id: at().apiInbox.id, user_ids: [at().ines.user.id] }
      await desk().ada.post('~/inbox_members', members)
      fits(await desk().ada.get(`~/inboxes/${at().apiInbox.id}`), 'api_inbox_for_administrators')
      fits(await at().ines.get(`~/inboxes/${at().apiInbox.id}`), 'api_inbox')
      const { body } = await at().ines.get('~/inboxes')
      expect(JSON.stringify(body)).not.toMatch(/hmac_token|"secret"/)
      expect(body.payload).toHaveLength(2)
    })

    test('an e-mail inbox shows how its mail is fetched and sent to administrators only', async () => {
      const channel = { type: 'email', email: 'support@lamp.example', imap_password: 'open sesame' }
      const made = await desk().ada.post('~/inboxes', { name: 'Mail', channel })
      fits(made, 'email_inbox_for_administrators')
      await desk().ada.post('~/inbox_members', { inbox_id: made.body.id, user_ids: [at().ines.user.id] })
      fits(await at().ines.get(`~/inboxes/${made.body.id}`), 'email_inbox')
      fits(await at().ines.get(`~/inboxes/${at().website.id}/assignable_agents`), 'agents_payload')
    })
  })

  describe('Contacts', () => {
    test('a contact is shown with its places, and created and changed as contract 0.2 says', async () => {
      fits(await desk().ada.get(`~/contacts/${at().contactId}`), 'contact_reply')
      const body = { name: 'Lu', email: 'lu@home.example', inbox_id: at().website.id }
      const created = await desk().ada.post('~/contacts', body)
      fits(created, 'contact_created')
      const { id } = created.body.payload.contact
      fits(await desk().ada.put(`~/contacts/${id}`, { phone_number: '+491701234567' }), 'contact_reply')
      fits(await desk().ada.get(`~/contacts/${at().contactId}/conversations`), 'contact_conversations')
    })

    test('lists of contacts have a payload, a count and a page', async () => {
      await desk().ada.post('~/contacts', { name: 'Ida', email: 'ida@home.example' })
      fits(await desk().ada.get('~/contacts'), 'contacts')
      fits(await desk().ada.get('~/contacts/active'), 'contacts')
      fits(await desk().ada.get('~/contacts/search?q=ida'), 'contact_search')
    })

    test('what hangs on a contact answers as contract 2.8 says', async () => {
      const one = `~/contacts/${at().contactId}`
      fits(await desk().ada.get(`${one}/contactable_inboxes`), 'contactable_inboxes')
      fits(
        await desk().ada.post(`${one}/contact_inboxes`, { inbox_id: at().apiInbox.id, source_id: 'crm-1' }),
        'contact_inbox',
      )
      const place = { inbox_id: at().apiInbox.id, source_id: 'crm-1' }
      fits(await desk().ada.post('~/contact_inboxes/filter', place), 'contact')
      fits(await desk().ada.post(`${one}/notes`, { content: 'Polite' }), 'note')
      fits(await desk().ada.get(`${one}/notes`), 'notes')
      const files = await desk().ada.get(`${one}/attachments`)
      fits(files, 'contact_attachments')
      expect(files.body.payload).toHaveLength(1)
      const spare = await desk().ada.post('~/contacts', { name: 'Spare' })
      const merge = { base_contact_id: at().contactId, mergee_contact_id: spare.body.payload.contact.id }
      fits(await desk().ada.post('~/actions/contact_merge', merge), 'contact')
    })

    test('imports and exports of contacts show how far they are', async () => {
      const file = { fileName: 'people.csv', contentType: 'text/csv', bytes: 'name,plan\nA,gold\n,\n' }
      const upload = form([['import_file', file]])
      fits(await desk().ada.post('~/contacts/import?preview=true', upload, formHeaders), 'contact_import_preview')
      fits(await desk().ada.post('~/contacts/import', upload, formHeaders), 'contact_import')
      fits(await desk().ada.post('~/contacts/export', {}), 'contact_export')
      await desk().settle()
      fits(await desk().ada.get('~/contacts/imports'), 'contact_imports')
      fits(await desk().ada.get('~/contacts/exports'), 'contact_exports')
    })
  })
}
