import type { Work } from '../../platform/database/unit-of-work.ts'

/** How many agents the account may have; null when nobody set a limit. Locks the account, so that two additions count each other. */
export async function lockAgentLimit(work: Work): Promise<number | null> {
  const { limits } = await work.tx
    .selectFrom('accounts')
    .select('limits')
    .where('id', '=', work.accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const agents = Number((limits as Record<string, unknown>)['agents'] ?? Number.NaN)
  return Number.isNaN(agents) ? null : agents
}
