import { system } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { changeStatus } from './change-status.ts'
import { lockIfThere } from './conversation-store.ts'

const BATCH = 500

/** Opens a conversation that sleeps until this moment; one that was opened or snoozed again meanwhile is left alone. */
export async function wakeSnoozed(work: Work, conversationId: number, until: Date): Promise<void> {
  const conversation = await lockIfThere(work, conversationId)
  if (conversation?.status !== 'snoozed' || conversation.snoozedUntil?.getTime() !== until.getTime()) return
  await changeStatus(work, conversation, { status: 'open' })
}

/** Opens what sleeps past its time: a job may be lost, a conversation must not be. */
export async function wakeOverdue(parts: { db: Reader; work: OpenWork; now: () => Date }): Promise<void> {
  for (;;) {
    const rows = await parts.db
      .selectFrom('conversations')
      .select(['id', 'account_id', 'snoozed_until'])
      .where('status', '=', 'snoozed')
      .where('snoozed_until', '<=', parts.now())
      .orderBy('snoozed_until')
      .limit(BATCH)
      .execute()
    for (const { id, account_id: accountId, snoozed_until: until } of rows) {
      if (until) await parts.work(accountId, system, (work) => wakeSnoozed(work, id, until))
    }
    if (rows.length < BATCH) return
  }
}
