import type { Row } from './row.ts'

/** How the installation looks, and how an account's dashboard is arranged. */
export const branding: Row[] = [
  ['GET ~/branding', '401 401 401 401 401 200'],
  ['PATCH ~/branding', '401 401 401 401 401 200', { body: { powered_by: true } }],
  ['GET ~/branding/tones', '401 401 401 401 401 200', { query: () => 'accent=%23ffcc00' }],
  ['GET ~/arrangement', '401 401 401 200 200 200'],
  ['PUT ~/arrangement', '401 401 401 401 401 200', { body: { density: 'compact' } }],
]
