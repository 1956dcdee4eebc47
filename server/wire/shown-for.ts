import { presenceOf, presenceOfMember } from '../features/presence/index.ts'
import type { Call } from '../platform/http/route.ts'
import type { MemberCaller } from './access.ts'
import type { Shown } from './present/shown.ts'

/** What presenters need for an answer to this call, in one account. */
export async function shownFor(call: Call<unknown>, accountId: number): Promise<Shown> {
  const viewerId = viewerOf(call.caller)
  return { ...shownTo(call), presence: await presenceOf(call.ports, accountId), ...(viewerId && { viewerId }) }
}

/** The same where an agent is shown what they did themselves: nobody else's presence shows. */
export async function shownToAuthor(call: Call<MemberCaller>): Promise<Shown> {
  const { accountId, actor, membership } = call.caller
  const presence = await presenceOfMember(call.ports, accountId, { ...membership, userId: actor.userId })
  return { ...shownTo(call), presence }
}

/** The same where nobody's presence shows. */
export function shownTo(call: Call<unknown>): Shown {
  const { ports, origin } = call
  return { presence: { users: {}, contacts: {} }, secrets: ports.secrets, now: ports.now(), origin }
}

function viewerOf(caller: unknown): number | undefined {
  return (caller as Partial<MemberCaller> | null)?.actor?.userId
}
