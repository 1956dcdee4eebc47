import { announcedFile, type Row } from './row.ts'

/** Clients of an API inbox. */
export const clients: Row[] = [
  ['GET /public/api/v1/inboxes/:identifier', '404 - 200'],
  ['POST /public/api/v1/inboxes/:identifier/contacts', '404 - 200', { body: { name: 'Kim' } }],
  ['GET @', '404 404 200'],
  ['PATCH @', '404 404 200', { body: { name: 'Kim' } }],
  ['GET @/conversations', '404 404 200'],
  ['POST @/conversations', '404 404 200'],
  ['GET @/conversations/:number', '404 404 200'],
  ['POST @/conversations/:number/toggle_status', '404 404 200'],
  ['POST @/conversations/:number/toggle_typing', '404 404 200', { body: { typing_status: 'on' } }],
  ['POST @/conversations/:number/update_last_seen', '404 404 200'],
  ['GET @/conversations/:number/messages', '404 404 200'],
  ['POST @/conversations/:number/messages', '404 404 200', { body: { content: 'Hello' } }],
  // The message of the matrix is a visitor's, not this client's.
  ['PATCH @/conversations/:number/messages/:id', '404 404 404', { body: { submitted_values: [{ value: 'a' }] } }],
  ['POST @/direct_uploads', '404 404 200', { body: { blob: announcedFile } }],
]
