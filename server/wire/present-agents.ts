import { presenceOf } from '../features/presence/index.ts'
import type { Call } from '../platform/http/route.ts'

/** The agents of the account who are there now and want work, for whom to give it to. */
export async function presentAgents(call: Call<{ accountId: number }>): Promise<number[]> {
  const { users } = await presenceOf(call.ports, call.caller.accountId)
  return Object.keys(users)
    .filter((id) => users[id] === 'online')
    .map(Number)
}
