import type { Row } from './row.ts'

/** Contacts. */
export const contacts: Row[] = [
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
]
