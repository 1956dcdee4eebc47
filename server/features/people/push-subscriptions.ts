import { sql } from 'kysely'
import type { Json } from '../../kernel/event.ts'
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

/** Subscribes a browser or phone. One that is known is brought up to date, and belongs to this person from now on. */
export async function subscribeToPush(
  work: Work,
  userId: number,
  input: Pick<PushSubscription, 'type' | 'identifier' | 'attributes'>,
): Promise<PushSubscription> {
  const row = {
    user_id: userId,
    subscription_type: input.type,
    subscription_attributes: JSON.stringify(input.attributes),
    updated_at: work.now,
  }
  const stored = await work.tx
    .insertInto('push_subscriptions')
    .values({ ...row, identifier: input.identifier, created_at: work.now })
    .onConflict((conflict) => conflict.column('identifier').doUpdateSet(row))
    .returning([
      'id',
      'user_id as userId',
      'subscription_type as type',
      'identifier',
      'subscription_attributes as attributes',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])
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
