import { answered, type Call } from '../platform/http/route.ts'

/** Answers 204, which some deletions of the contract do. */
export function noContent(call: Call<unknown>): typeof answered {
  call.reply.status(204).send()
  return answered
}
