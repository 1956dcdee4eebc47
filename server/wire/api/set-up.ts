import { setUpBody } from '../../../contract/http/people.ts'
import { notFound, Refusal } from '../../kernel/refusal.ts'
import type { Call, Route } from '../../platform/http/route.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import { open } from '../access.ts'
import { parse } from '../parse.ts'
import { startSession } from './session.ts'

/** What set-up needs from the installation. */
export interface SetUp {
  isRequired(): Promise<boolean>
  /** Whether this is the token of the log. Set-up happens once, so the token is good once. */
  isToken(token: string): boolean
  /** Founds the account and returns its administrator's id. */
  found(input: { accountName: string; name: string; email: string; password: string }): Promise<number>
}

/** The first account and its administrator, for whoever can read the log. Ours: upstream has an open form. */
export function setUpRoutes(setUp: SetUp): Route[] {
  return [
    open('POST', '/setup', (call) => begin(call, setUp), {
      summary: 'Founds the first account and signs its administrator in',
      body: setUpBody,
      returns: 'sign_in',
    }),
  ]
}

async function begin(call: Call<unknown>, setUp: SetUp) {
  if (!(await setUp.isRequired())) throw notFound()
  await limit(call.ports.scratch, `set-up:${call.ip}`, { hits: 20, seconds: 300 })
  const body = parse(setUpBody, call.body)
  if (!setUp.isToken(body.token)) {
    throw new Refusal('not_signed_in', 'The set-up token is not the one in the log of this installation')
  }
  const { account_name: accountName, name, email, password } = body
  const userId = await setUp.found({ accountName, name, email, password })
  return startSession(call, userId)
}
