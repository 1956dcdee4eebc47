import { presenceOf } from '../features/presence/index.ts'
import type { Call } from '../platform/http/route.ts'
import type { Shown } from './present/shown.ts'

/** What presenters need for an answer to this call, in one account. */
export async function shownFor(call: Call<unknown>, accountId: number): Promise<Shown> {
  const { ports, origin } = call
  return { presence: await presenceOf(ports, accountId), secrets: ports.secrets, now: ports.now(), origin }
}

/** The same where nobody's presence shows. */
export function shownTo(call: Call<unknown>): Shown {
  const { ports, origin } = call
  return { presence: { users: {}, contacts: {} }, secrets: ports.secrets, now: ports.now(), origin }
}
