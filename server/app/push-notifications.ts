import { system } from '../kernel/actor.ts'
import { loadAccount, nearestLocale } from '../features/accounts/index.ts'
import { brandPicturePath, findBrand } from '../features/branding/index.ts'
import { findMessage, viewConversation } from '../features/conversations/index.ts'
import {
  findPublicPushKey,
  findPushable,
  findPushKeys,
  makeInstallationPushKeys,
  pushContact,
  pushDigestLater,
  pushIfStillUnread,
  pushText,
  pushToBrowsers,
  sendPush,
  settlePush,
  type Notification,
  type PushAttempt,
} from '../features/notifications/index.ts'
import { findBrowser, findPerson } from '../features/people/index.ts'
import { isLooking, viewersOf } from '../features/presence/index.ts'
import type { Ports } from '../platform/http/ports.ts'
import { DecryptionFailed } from '../platform/secrets/secrets.ts'

// The keys belong to no account.
const NO_ACCOUNT = 0

// Whoever is given fifty conversations at once is not to hear fifty tones: what exceeds these in a minute becomes one note.
const MOST_A_MINUTE = 5

// Nobody needs to be told in the evening what happened in the morning.
const TTL_SECONDS = 6 * 3600

// With its encryption a push has at most 4,096 bytes (RFC 8030 §7.2), and a letter may have four.
const LONGEST_TEXT = 300

/** The key that browsers subscribe with; the first who asks has it made. */
export async function publicPushKey(ports: Ports): Promise<string> {
  const found = await findPublicPushKey(ports.db)
  if (found !== undefined) return found
  await ports.work(NO_ACCOUNT, system, makeInstallationPushKeys)
  return (await findPublicPushKey(ports.db)) ?? ''
}

/** Pushes a new notification to its owner's browsers, unless they look at the desk: then it is asked once more a minute later. */
export async function pushNotification(
  ports: Ports,
  push: { accountId: number; userId: number; notificationId: number; again: boolean },
): Promise<void> {
  const { accountId, userId } = push
  const one = await findPushable(ports.db, push)
  if (!one) return
  const isSeen = await isSeenNow(ports, one)
  if (isSeen && push.again) return
  const count = isSeen ? 0 : await ports.scratch.increment(`pushes:${accountId}:${userId}`, 60)
  await ports.work(accountId, system, async (work) => {
    if (isSeen) pushIfStillUnread(work, { userId, notificationId: one.id })
    else if (count > MOST_A_MINUTE) pushDigestLater(work, userId)
    else await pushToBrowsers(work, one)
  })
}

async function isSeenNow({ scratch }: Ports, { accountId, userId, conversationId }: Notification): Promise<boolean> {
  if (await isLooking(scratch, { accountId, userId })) return true
  return (await viewersOf(scratch, conversationId)).includes(userId)
}

/** Makes one try to bring a notification to one browser. What was read meanwhile is not brought. */
export async function sendOnePush(ports: Ports, attempt: PushAttempt & { accountId: number }): Promise<void> {
  const { accountId, userId, subscriptionId } = attempt
  const one = await findPushable(ports.db, attempt)
  const browser = one && (await findBrowser(ports.db, subscriptionId, userId))
  const keys = browser && (await readPushKeys(ports))
  const data = keys && (await dataOf(ports, one))
  if (!data) return
  const note = { data, ttlSeconds: TTL_SECONDS, contact: pushContact(ports.mail.installation) }
  const outcome = await sendPush(ports.outgoing, browser, { keys, note })
  await ports.work(accountId, system, (work) => settlePush(work, attempt, outcome))
}

/** The keys that pushes are signed with, or nothing when they cannot be read, which the log says. */
export async function readPushKeys({ db, secrets, log }: Ports) {
  try {
    return await findPushKeys(db, secrets)
  } catch (error) {
    if (!(error instanceof DecryptionFailed)) throw error
    // Trying again would meet the same.
    log.error('nothing is pushed to browsers: the push keys were made under another SECRET_KEY')
    return undefined
  }
}

/** What the worker in the browser reads; `title`, `tag` and `url` are the names that other clients' workers know too. */
async function dataOf({ db }: Ports, one: Notification) {
  const [conversation, message, person, account, brand] = await Promise.all([
    viewConversation(db, one.conversationId),
    one.messageId === null ? undefined : findMessage(db, one.messageId),
    findPerson(db, one.userId),
    loadAccount(db, one.accountId),
    findBrand(db),
  ])
  if (!conversation || !person) return undefined
  const chosen = person.uiSettings['locale']
  const locale = nearestLocale(typeof chosen === 'string' && chosen !== '' ? chosen : account.locale)
  const { title, body } = pushText(one, { conversation, message: message ?? null }, locale)
  const place = `/app/accounts/${one.accountId}/conversations/${one.conversationNumber}`
  return {
    title,
    body: body.slice(0, LONGEST_TEXT),
    tag: `porchlight-${one.id}`,
    url: one.messageId === null ? place : `${place}?message=${one.messageId}`,
    icon: brandPicturePath(brand, 'thumbnail') || brandPicturePath(brand, 'favicon'),
    locale,
    notification_id: one.id,
    account_id: one.accountId,
  }
}
