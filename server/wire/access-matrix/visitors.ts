import { announcedFile, type Row } from './row.ts'

/** Visitors' routes of the widget. */
export const visitors: Row[] = [
  ['POST /api/v1/widget/config', '404 401 401 200'],
  ['GET /api/v1/widget/inbox_members', '404 401 401 200'],
  ['GET /api/v1/widget/campaigns', '404 401 401 200'],
  ['POST /api/v1/widget/events', '404 401 401 200', { body: { name: 'webwidget.triggered' } }],
  ['GET /api/v1/widget/contact', '404 401 401 200'],
  ['PATCH /api/v1/widget/contact', '404 401 401 200', { body: { name: 'Mo' } }],
  ['PATCH /api/v1/widget/contact/set_user', '404 401 401 200', { body: { identifier: 'mo-1' } }],
  [
    'POST /api/v1/widget/contact/destroy_custom_attributes',
    '404 401 401 200',
    { body: { custom_attributes: ['plan'] } },
  ],
  ['GET /api/v1/widget/conversations', '404 401 401 200'],
  ['POST /api/v1/widget/conversations', '404 401 401 200', { body: { message: { content: 'Hello' } } }],
  ['POST /api/v1/widget/conversations/update_last_seen', '404 401 401 200'],
  ['POST /api/v1/widget/conversations/toggle_typing', '404 401 401 200', { body: { typing_status: 'on' } }],
  ['GET /api/v1/widget/conversations/toggle_status', '404 401 401 200'],
  [
    'POST /api/v1/widget/conversations/set_custom_attributes',
    '404 401 401 200',
    { body: { custom_attributes: { a: 1 } } },
  ],
  [
    'POST /api/v1/widget/conversations/destroy_custom_attributes',
    '404 401 401 200',
    { body: { custom_attribute: ['a'] } },
  ],
  // Nothing sends mail yet.
  ['POST /api/v1/widget/conversations/transcript', '404 401 401 422'],
  ['POST /api/v1/widget/direct_uploads', '404 401 401 200', { body: { blob: announcedFile } }],
  ['GET /api/v1/widget/messages', '404 401 401 200'],
  ['POST /api/v1/widget/messages', '404 401 401 200', { body: { message: { content: 'Hello' } } }],
  ['PATCH /api/v1/widget/messages/:id', '404 401 401 200', { body: { contact: { email: 'mo@home.example' } } }],
  ['POST /api/v1/widget/labels', '404 401 401 200', { body: { label: 'vip' } }],
  ['DELETE /api/v1/widget/labels/:label', '404 401 401 200'],
]
