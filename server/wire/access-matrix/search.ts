import type { Row } from './row.ts'

/** Search: everybody asks, and finds what they may see. */
export const search: Row[] = [
  ['GET ~/search', '401 401 401 200 200 200', { query: () => 'q=lamp' }],
  ['GET ~/search/conversations', '401 401 401 200 200 200', { query: () => 'q=lamp' }],
  ['GET ~/search/contacts', '401 401 401 200 200 200', { query: () => 'q=lamp' }],
  ['GET ~/search/messages', '401 401 401 200 200 200', { query: () => 'q=lamp' }],
  ['GET ~/search/articles', '401 401 401 200 200 200', { query: () => 'q=lamp' }],
  ['GET ~/conversations/search', '401 401 401 200 200 200', { query: () => 'q=lamp' }],
]
