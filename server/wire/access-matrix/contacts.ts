import type { Places, Row } from './row.ts'

/** Contacts. */
export const contacts: Row[] = [
  ['GET ~/contacts', '401 401 401 200 200 200'],
  ['GET ~/contacts/active', '401 401 401 200 200 200'],
  ['GET ~/contacts/search', '401 401 401 200 200 200', { query: () => 'q=mo' }],
  ['GET ~/contacts/:id', '401 401 401 200 200 200'],
  ['POST ~/contacts', '401 401 401 200 200 200', { body: { name: 'Mo' } }],
  ['PUT ~/contacts/:id', '401 401 401 200 200 200', { body: { name: 'Mo' } }],
  ['PATCH ~/contacts/:id', '401 401 401 200 200 200', { body: { name: 'Mo' } }],
  [
    'POST ~/contacts/:id/destroy_custom_attributes',
    '401 401 401 200 200 200',
    { body: { custom_attributes: ['plan'] } },
  ],
  ['GET ~/contacts/:id/conversations', '401 401 401 200 200 200'],
  ['GET ~/contacts/:id/attachments', '401 401 401 200 200 200'],
  ['DELETE ~/contacts/:id', '401 401 401 401 401 200', { id: ({ doomedContact }) => doomedContact }],
  ['DELETE ~/contacts/:id/avatar', '401 401 401 200 200 200'],
  ['GET ~/contacts/:id/contactable_inboxes', '401 401 401 200 200 200'],
  // Places are for members of the inbox.
  [
    'POST ~/contacts/:id/contact_inboxes',
    '401 401 401 404 200 200',
    { body: ({ inbox }: Places) => ({ inbox_id: inbox }) },
  ],
  [
    'POST ~/contact_inboxes/filter',
    '401 401 401 404 404 404',
    { body: ({ inbox }: Places) => ({ inbox_id: inbox, source_id: 'nobody' }) },
  ],
  ['GET ~/contacts/:id/notes', '401 401 401 200 200 200'],
  ['POST ~/contacts/:id/notes', '401 401 401 200 200 200', { body: { content: 'Likes lamps' } }],
  ['GET ~/contacts/:id/notes/:note_id', '401 401 401 200 200 200'],
  ['PATCH ~/contacts/:id/notes/:note_id', '401 401 401 200 200 200', { body: { content: 'Likes lamps' } }],
  ['PUT ~/contacts/:id/notes/:note_id', '401 401 401 200 200 200', { body: { content: 'Likes lamps' } }],
  // Nothing is uploaded: whoever may import is told so.
  ['POST ~/contacts/import', '401 401 401 401 401 422', { body: {} }],
  ['GET ~/contacts/imports', '401 401 401 401 401 200'],
  ['GET ~/contacts/imports/:import_id', '401 401 401 401 401 200'],
  ['POST ~/contacts/export', '401 401 401 401 401 200', { body: { column_names: ['name'] } }],
  ['GET ~/contacts/exports', '401 401 401 401 401 200'],
  ['DELETE ~/contacts/:id/notes/:note_id', '401 401 401 200 404 404'],
  // A contact is not merged with itself: whoever may merge is told so.
  [
    'POST ~/actions/contact_merge',
    '401 401 401 422 422 422',
    { body: ({ contact }: Places) => ({ base_contact_id: contact, mergee_contact_id: contact }) },
  ],
]
