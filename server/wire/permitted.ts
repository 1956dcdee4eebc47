import { may, type Permission } from '../kernel/actor.ts'
import { notAllowed } from '../kernel/refusal.ts'
import type { Call } from '../platform/http/route.ts'
import type { MemberCaller } from './access.ts'

/** A member's handler for administrators, and for those whose custom role has a permission (contract 9). */
export function permitted<Result>(permission: Permission, handle: (call: Call<MemberCaller>) => Promise<Result>) {
  return async (call: Call<MemberCaller>) => {
    if (!may(call.caller.actor, permission)) throw notAllowed()
    return handle(call)
  }
}
