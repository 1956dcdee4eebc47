import { sql } from 'kysely'
import { beforeEach, expect, test, vi } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { aDatabase, type TestDatabase } from '../../testing/database.ts'
import { createLog } from '../log/log.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { unitOfWork, type OpenWork, type Work } from './unit-of-work.ts'

const moment = new Date('2026-01-02T03:04:05.678Z')

let database: TestDatabase
let work: OpenWork
let accountId: number
const onEvents = vi.fn(() => undefined)
beforeEach(async () => {
  database = await aDatabase()
  onEvents.mockReset()
  const log = createLog({ level: 'silent' })
  const secrets = createSecrets(Buffer.alloc(32, 7))
  work = unitOfWork({ db: database.db, log, secrets, now: () => moment, onEvents })
  const row = await database.db.insertInto('accounts').values({ name: 'A' }).returning('id').executeTakeFirstOrThrow()
  accountId = row.id
  return () => database.close()
})

async function light({ tx, record, later }: Work) {
  await tx.insertInto('users').values({ name: 'Mo', email: 'mo@lamp.example', pubsub_token: 'p' }).execute()
  record({ type: 'lamp.lit', conversationId: 7, data: { colour: 'red' } })
  later({ task: 'dim', payload: { lamp: 1 } })
}

/** What another connection sees. */
async function seen() {
  const { db } = database
  const users = await db.selectFrom('users').select('name').execute()
  const events = await db.selectFrom('events').selectAll().execute()
  const jobs = await sql<{ payload: object }>`select payload from graphile_worker._private_jobs`.execute(db)
  return { users, events, jobs: jobs.rows }
}

const nothing = { users: [], events: [], jobs: [] }

test('state, events and jobs become visible together, when the action is done', async () => {
  await work(accountId, system, async (one) => {
    await light(one)
    expect(await seen()).toEqual(nothing)
    expect(onEvents).not.toHaveBeenCalled()
  })
  const { users, events, jobs } = await seen()
  expect(users).toEqual([{ name: 'Mo' }])
  expect(events).toMatchObject([
    {
      account_id: accountId,
      type: 'lamp.lit',
      conversation_id: 7,
      data: { colour: 'red' },
      actor: { kind: 'system' },
      occurred_at: moment,
      position: null,
      announced: false,
    },
  ])
  expect(jobs).toEqual([{ payload: { lamp: 1 } }])
  expect(onEvents).toHaveBeenCalledOnce()
})

test('an action that fails leaves nothing of the three and wakes nobody', async () => {
  const failing = work(accountId, system, async (one) => {
    await light(one)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await seen()).toEqual(nothing)
  expect(onEvents).not.toHaveBeenCalled()
})

test('an event that cannot be stored takes the change with it', async () => {
  const nowhere = work(accountId + 1, system, light)
  await expect(nowhere).rejects.toThrow('events_account_id_fkey')
  expect(await seen()).toEqual(nothing)
})

test('an account can be made in the unit of work that runs in it', async () => {
  const made = await work(
    async (tx) => {
      const row = await tx.insertInto('accounts').values({ name: 'B' }).returning('id').executeTakeFirstOrThrow()
      return row.id
    },
    system,
    async (one) => {
      await light(one)
      return one.accountId
    },
  )
  expect((await seen()).events).toMatchObject([{ account_id: made }])
})

test('work that records nothing wakes nobody', async () => {
  expect(await work(accountId, system, async () => 'done')).toBe('done')
  expect(onEvents).not.toHaveBeenCalled()
})
