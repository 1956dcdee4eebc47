import { expect, test } from 'vitest'
import { aDesk } from '../testing/desk.ts'
import { rubbishHeader } from '../testing/driven-operations.ts'
import { furnish } from '../testing/furnished.ts'
import { addressOf, placesOf } from '../testing/places.ts'
import { dice, rubbish, rubbishFields } from '../testing/rubbish.ts'

const REQUESTS = 25

// What the fuzz test leaves out, because it ends the credentials of its other requests or counts passwords. Each has a desk of its own.
const ROUTES = [
  'POST /auth/sign_in',
  'GET /auth/sign_in',
  'DELETE /auth/sign_out',
  'POST /api/v1/profile/reset_access_token',
  'POST /api/v1/accounts/:account_id/agent_bots/:id/reset_access_token',
  'GET /health',
  'GET /packs/js/sdk.js',
  'GET /app',
  'GET /app/*',
]

for (const route of ROUTES) {
  test(`${route} answers rubbish, and never with an error of ours`, async () => {
    const desk = await aDesk()
    const places = await placesOf(desk, await furnish(desk))
    const from = dice(route.length)
    const [method = '', path = ''] = route.split(' ')
    const failures: string[] = []
    for (let count = 0; count < REQUESTS; count += 1) {
      if (count % 10 === 0) desk.pass(3600)
      const id = from.pick([1, -1, Number.NaN, 1e99])
      const query = new URLSearchParams({ page: JSON.stringify(rubbish(from)), q: String(rubbish(from)) })
      const beyond = path.endsWith('*') ? encodeURIComponent(JSON.stringify(rubbish(from))).slice(0, 500) : ''
      const url = `${addressOf(path, { ...places, id }).replace('*', '')}${beyond}?${query}`
      const credentials = from.below(2) === 0 ? desk.ada.headers : { uid: 'Ada', client: '\u00e9', 'access-token': '0' }
      const headers = { ...credentials, ...rubbishHeader, 'content-type': 'application/json' }
      const body = JSON.stringify(
        from.below(3) === 0 ? rubbish(from) : { email: 'ada@lamp.example', ...rubbishFields(from) },
      )
      const payload = method === 'GET' ? undefined : count % 5 === 0 ? body.slice(0, -1) : body
      const answer = await desk.app.inject({ method: method as 'POST', url, headers, ...(payload && { payload }) })
      if (answer.statusCode >= 500)
        failures.push(`${answer.statusCode} ${method} ${url} ${String(payload).slice(0, 300)}`)
    }
    expect(failures).toEqual([])
  })
}
