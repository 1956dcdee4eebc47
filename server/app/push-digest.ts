import { system } from '../kernel/actor.ts'
import { loadAccount, nearestLocale } from '../features/accounts/index.ts'
import { mailText } from '../features/mails/index.ts'
import { countNew, pushContact, sendPush } from '../features/notifications/index.ts'
import { browsersOf, findPerson, removeBrowser } from '../features/people/index.ts'
import { isLooking } from '../features/presence/index.ts'
import type { Ports } from '../platform/http/ports.ts'
import { readPushKeys } from './push-notifications.ts'

const TTL_SECONDS = 3600

/** Says once how much somebody has not read, to each of their browsers. What cannot be brought now is not brought: the bell says it too. */
export async function pushDigest(ports: Ports, who: { accountId: number; userId: number }): Promise<void> {
  const { accountId, userId } = who
  const { db } = ports
  const [person, account, counts] = await Promise.all([
    findPerson(db, userId),
    loadAccount(db, accountId),
    countNew(db, accountId, [userId]),
  ])
  const count = counts.get(userId) ?? 0
  const keys = await readPushKeys(ports)
  if (!person || !keys || count === 0 || (await isLooking(ports.scratch, who))) return
  const chosen = person.uiSettings['locale']
  const locale = nearestLocale(typeof chosen === 'string' && chosen !== '' ? chosen : account.locale)
  const data = {
    title: mailText(locale, 'notification.digest', { count: String(count), account: account.name }),
    body: '',
    tag: `porchlight-digest-${accountId}`,
    url: `/app/accounts/${accountId}/conversations`,
    icon: '',
    locale,
    account_id: accountId,
  }
  const note = { data, ttlSeconds: TTL_SECONDS, contact: pushContact(ports.mail.installation) }
  for (const browser of await browsersOf(db, userId)) {
    const { state } = await sendPush(ports.outgoing, browser, { keys, note })
    if (state === 'gone') await ports.work(accountId, system, (work) => removeBrowser(work, browser.id))
  }
}
