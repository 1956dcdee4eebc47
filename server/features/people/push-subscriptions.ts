import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** Where notifications of one person are pushed to: a browser's endpoint, or a phone. */
export interface PushSubscription {
  id: number
  userId: number
  type: 'browser_push' | 'fcm'
  /** The browser's endpoint, or the phone's device id. */
  identifier: string
  attributes: { [key: string]: Json }
  createdAt: Date
  updatedAt: Date
}

const columns = [
  'id',
  'user_id as userId',
  'subscription_type as type',
  'identifier',
  'subscription_attributes as attributes',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const

/**
 * Subscribes a browser or phone. One that is known is brought up to date, and belongs to this person from now on; it ends when the
 * device that asked is signed out.
 */
export async function subscribeToPush(
  work: Work,
  userId: number,
  input: Pick<PushSubscription, 'type' | 'identifier' | 'attributes'> & { clientId?: string | null },
): Promise<PushSubscription> {
  const device = work.tx
    .selectFrom('device_tokens')
    .select('id')
    .where('user_id', '=', userId)
    .where('client_id', '=', input.clientId ?? '')
  const row = {
    user_id: userId,
    device_id: device,
    subscription_type: input.type,
    subscription_attributes: JSON.stringify(input.attributes),
    updated_at: work.now,
  }
  const stored = await work.tx
    .insertInto('push_subscriptions')
    .values({ ...row, identifier: input.identifier, created_at: work.now })
    .onConflict((conflict) => conflict.column('identifier').doUpdateSet(row))
    .returning(columns)
    .executeTakeFirstOrThrow()
  return stored as PushSubscription
}

/** Ends a person's subscription, by its push token, endpoint or device id. */
export async function unsubscribeFromPush(work: Work, userId: number, token: string): Promise<void> {
  await work.tx
    .deleteFrom('push_subscriptions')
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('identifier', '=', token), eb(sql`subscription_attributes ->> 'push_token'`, '=', token)]))
    .execute()
}

/** The browsers that somebody is pushed to, oldest first. */
export async function browsersOf(db: Reader, userId: number): Promise<PushSubscription[]> {
  const rows = await browsers(db).select(columns).where('user_id', '=', userId).orderBy('id').execute()
  return rows as PushSubscription[]
}

/** Whether somebody is pushed to in any browser. */
export async function hasBrowsers(db: Reader, userId: number): Promise<boolean> {
  const row = await browsers(db).select('id').where('user_id', '=', userId).limit(1).executeTakeFirst()
  return row !== undefined
}

/** One browser, if it is still this person's. */
export async function findBrowser(db: Reader, id: number, userId: number): Promise<PushSubscription | undefined> {
  const row = await browsers(db).select(columns).where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()
  return row as PushSubscription | undefined
}

/** One of somebody's browsers by its endpoint, or a refusal. */
export async function loadBrowser(db: Reader, userId: number, endpoint: string): Promise<PushSubscription> {
  const row = await browsers(db)
    .select(columns)
    .where('user_id', '=', userId)
    .where('identifier', '=', endpoint)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as PushSubscription
}

/** Forgets a browser that its push service knows no longer. */
export async function removeBrowser(work: Work, id: number): Promise<void> {
  await work.tx.deleteFrom('push_subscriptions').where('id', '=', id).execute()
}

function browsers(db: Reader) {
  return db.selectFrom('push_subscriptions').where('subscription_type', '=', 'browser_push')
}
