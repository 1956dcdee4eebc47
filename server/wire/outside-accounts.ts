import { system } from '../kernel/actor.ts'
import type { Call } from '../platform/http/route.ts'

// No account has this number. What happens here records no event, so it never reaches a row.
const NO_ACCOUNT = 0

/** Opens a unit of work for what concerns no account: nobody has signed in yet, or a person is in none. It must record nothing. */
export async function outsideAccounts<T>(
  call: Call<unknown>,
  action: Parameters<typeof call.ports.work<T>>[2],
): Promise<T> {
  return call.ports.work(NO_ACCOUNT, system, action)
}
