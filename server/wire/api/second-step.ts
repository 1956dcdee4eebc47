import type { Call } from '../../platform/http/route.ts'
import { issueOneTimeToken } from '../../features/people/index.ts'
import { outsideAccounts } from '../outside-accounts.ts'

/** Answers 206: the first step was right, and the token is good for the second (contract 2.2). */
export async function askForSecondFactor(call: Call<unknown>, userId: number) {
  const token = await outsideAccounts(call, (work) => issueOneTimeToken(work, userId, 'mfa'))
  call.reply.status(206)
  return { mfa_required: true, mfa_token: token }
}
