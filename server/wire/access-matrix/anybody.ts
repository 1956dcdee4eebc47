import type { Row } from './row.ts'

/** Routes that ask for no credentials. */
export const anybody: Row[] = [
  ['GET /health', '200'],
  ['GET /api', '200'],
  ['GET /metrics', '200'],
  ['POST /auth/sign_in', '401', { body: { email: 'ada@lamp.example', password: 'a wrong one' } }],
  ['GET /auth/sign_in', '302'],
  ['POST /setup', '404', { body: { token: 'x' } }],
  ['GET /attachments/:id/:name', '404'],
  ['GET /avatars/:id/:version', '404'],
  ['GET /swagger', '200'],
  ['GET /swagger/openapi.json', '200'],
  ['GET /', '200'],
  ['GET /app', '200'],
  ['GET /app/*', '200'],
  ['GET /setup', '200'],
  ['GET /widget', '404'],
  ['GET /packs/js/sdk.js', '200'],
  ['GET /porchlight.js', '200'],
  ['GET /demo', '404'],
  ['GET /demo/shop.css', '404'],
  ['GET /demo/shop.js', '404'],
]
