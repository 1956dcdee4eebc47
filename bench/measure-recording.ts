import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { system } from '../server/kernel/actor.ts'
import { recordReply, rollUp } from '../server/features/reports/index.ts'
import { connect, type Database } from '../server/platform/database/connection.ts'
import { unitOfWork } from '../server/platform/database/unit-of-work.ts'
import { createLog } from '../server/platform/log/log.ts'
import { createSecrets } from '../server/platform/secrets/secrets.ts'

const REPLIES = 500

async function inDatabase<T>(url: string, run: (db: Database) => Promise<T>): Promise<T> {
  const { db, close } = connect(url, { size: 1, onError: () => undefined })
  try {
    return await run(db)
  } finally {
    await close()
  }
}

/** Milliseconds until hours of the past are right again in which something changed. */
export function measureRollUp(url: string): Promise<{ hour: number; thousand: number }> {
  return inDatabase(url, async (db) => {
    const note = (hours: number) =>
      sql`insert into report_changes (account_id, hour)
        select account_id, at from report_rollups where grain = 'hour' and dimension = 'account' order by at limit ${hours}`.execute(
        db,
      )
    const mend = async (hours: number) => {
      await note(hours)
      const begun = performance.now()
      await rollUp(db)
      return performance.now() - begun
    }
    return { hour: await mend(1), thousand: await mend(1000) }
  })
}

/** Milliseconds that a first reply costs beyond what everybody else does with it, one after the other. */
export function measureRecording(url: string, accountId: number): Promise<{ wall: number; cpu: number }> {
  return inDatabase(url, async (db) => {
    const log = createLog({ level: 'silent' })
    const work = unitOfWork({
      db,
      log,
      secrets: createSecrets(randomBytes(32)),
      now: () => new Date(),
      onEvents: () => undefined,
    })
    const rows = await db.selectFrom('conversations').select('id').orderBy('id', 'desc').limit(REPLIES).execute()
    const data = { firstReply: true, answers: true, waitingSince: null, assigneeId: null, teamId: null }
    const event = { accountId, type: 'message.created', data, actor: system, position: 1, occurredAt: new Date() }
    const before = process.cpuUsage()
    const begun = performance.now()
    for (const { id } of rows) {
      await work(accountId, system, (one) => recordReply(one, { ...event, id: 1_000_000_000 + id, conversationId: id }))
    }
    const wall = (performance.now() - begun) / rows.length
    const { user, system: kernel } = process.cpuUsage(before)
    return { wall, cpu: (user + kernel) / 1000 / rows.length }
  })
}
