import { sql } from 'kysely'
import { system } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { addMessage } from './add-message.ts'
import { changeLabels } from './labels.ts'
import { changeStatus } from './change-status.ts'
import { lockIfThere } from './conversation-store.ts'
import type { Conversation } from './conversation.ts'

/** Conversations of one account per round, so that one account's backlog does not hold up the others. */
const BATCH = 100

const HOUR = 60
const DAY = 24 * HOUR

/** What an account wants done with conversations in which nobody writes any more (contract 2.4). */
interface IdleRule {
  accountId: number
  minutes: number
  message: string | null
  label: string | null
  /** Leaves alone what waits for an agent. */
  ignoreWaiting: boolean
}

/** Resolves open conversations in which nobody wrote for as long as their account says. */
export async function resolveIdle(parts: { db: Reader; work: OpenWork; now: () => Date }): Promise<void> {
  for (const rule of await idleRules(parts.db)) {
    for (const id of await idleConversations(parts.db, rule, parts.now())) {
      await parts.work(rule.accountId, system, (work) => resolveIfIdle(work, id, rule))
    }
  }
}

async function resolveIfIdle(work: Work, id: number, rule: IdleRule) {
  const conversation = await lockIfThere(work, id)
  // Somebody may have written since the list was made.
  if (!conversation || !isIdle(conversation, rule, work.now)) return
  if (rule.message) {
    await addMessage(work, conversation, { direction: 'template', sender: null, content: rule.message })
  }
  if (rule.label) await changeLabels(work, conversation, { add: [rule.label] })
  await changeStatus(work, conversation, { status: 'resolved', told: idleFor(rule.minutes) })
}

function isIdle(conversation: Conversation, rule: IdleRule, now: Date): boolean {
  if (conversation.status !== 'open') return false
  if (rule.ignoreWaiting && conversation.waitingSince) return false
  return conversation.lastActivityAt < idleBefore(rule, now)
}

function idleBefore({ minutes }: IdleRule, now: Date): Date {
  return new Date(now.getTime() - minutes * 60_000)
}

// In the largest unit of which there are several, because languages differ in how they count one.
function idleFor(minutes: number) {
  const [unit, count] =
    minutes % DAY === 0 && minutes > DAY
      ? (['days', minutes / DAY] as const)
      : minutes % HOUR === 0 && minutes > HOUR
        ? (['hours', minutes / HOUR] as const)
        : (['minutes', minutes] as const)
  return { saying: `status.idle.${unit}` as const, values: { count: String(count) } }
}

async function idleRules(db: Reader): Promise<IdleRule[]> {
  const text = (key: string) => sql<string | null>`nullif(trim(settings ->> ${key}), '')`
  const rows = await db
    .selectFrom('accounts')
    .select([
      'id as accountId',
      sql<number>`(settings ->> 'auto_resolve_after')::integer`.as('minutes'),
      text('auto_resolve_message').as('message'),
      text('auto_resolve_label').as('label'),
      sql<boolean>`coalesce((settings ->> 'auto_resolve_ignore_waiting')::boolean, false)`.as('ignoreWaiting'),
    ])
    .where('status', '=', 'active')
    .where(sql<boolean>`jsonb_typeof(settings -> 'auto_resolve_after') = 'number'`)
    .orderBy('id')
    .execute()
  return rows
}

async function idleConversations(db: Reader, rule: IdleRule, now: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('account_id', '=', rule.accountId)
    .where('status', '=', 'open')
    .where('last_activity_at', '<', idleBefore(rule, now))
    .$if(rule.ignoreWaiting, (query) => query.where('waiting_since', 'is', null))
    .orderBy('last_activity_at')
    .orderBy('id')
    .limit(BATCH)
    .execute()
  return rows.map((row) => row.id)
}
