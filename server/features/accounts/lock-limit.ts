import { Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** What an account can have a limited number of (contract 2.18, `limits`). */
export type Limited = 'agents' | 'inboxes'

/** Refuses with the contract's 402 when there would be more than the account may have. Locks the account, so that two additions count each other. */
export async function refuseBeyondLimit(
  work: Work,
  what: Limited,
  added: { more: number; countNow: () => Promise<number> },
): Promise<void> {
  const { limits } = await work.tx
    .selectFrom('accounts')
    .select('limits')
    .where('id', '=', work.accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const set = (limits as Record<string, unknown>)[what] ?? null
  const limit = set === null || set === '' ? Number.NaN : Number(set)
  if (Number.isNaN(limit) || (await added.countNow()) + added.more <= limit) return
  throw new Refusal('limit_reached', `The account may have ${limit} ${what}. Remove one, or have the limit raised.`)
}
