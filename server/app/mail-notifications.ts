import { system } from '../kernel/actor.ts'
import { loadAccount, nearestLocale, type Locale } from '../features/accounts/index.ts'
import { viewConversations, findMessages } from '../features/conversations/index.ts'
import { mailText, queueProductMail } from '../features/mails/index.ts'
import {
  isSeenAnyway,
  pushText,
  takeUnmailed,
  unmailedConversations,
  type Notification,
} from '../features/notifications/index.ts'
import { findPerson, type Person } from '../features/people/index.ts'
import { presenceOf, viewersOf } from '../features/presence/index.ts'
import type { Ports, Work } from '../platform/http/ports.ts'

// A digest that lists more is not read.
const MOST = 20

/** Mails somebody what they have not read and do not see anyway: one mail, for one thing or for several. */
export async function mailNotifications(ports: Ports, accountId: number, userId: number): Promise<void> {
  const { installation } = ports.mail
  const person = installation.from ? await findPerson(ports.db, userId) : undefined
  if (!person?.confirmedAt || !person.memberships.some((one) => one.accountId === accountId)) return
  const { users } = await presenceOf({ reader: ports.db, scratch: ports.scratch }, accountId)
  const isHere = users[userId] === 'online'
  const viewing = new Set<number>()
  for (const conversationId of await unmailedConversations(ports.db, accountId, userId)) {
    if ((await viewersOf(ports.scratch, conversationId)).includes(userId)) viewing.add(conversationId)
  }
  await ports.work(accountId, system, async (work) => {
    const taken = await takeUnmailed(work, userId)
    const news = taken.filter((one) => !isSeenAnyway(one, { isHere, viewing }))
    if (news.length > 0) await mail(ports, work, person, news)
  })
}

async function mail(ports: Ports, work: Work, person: Person, news: Notification[]): Promise<void> {
  const { installation } = ports.mail
  const account = await loadAccount(work.tx, work.accountId)
  const locale = nearestLocale(account.locale)
  const texts = await textsOf(work, news, locale)
  const [first] = texts
  if (!first) return
  const urlOf = ({ conversationNumber }: Notification) =>
    `${installation.origin}/app/accounts/${account.id}/conversations/${conversationNumber}`
  const digest = mailText(locale, 'notification.digest', { count: String(texts.length), account: account.name })
  const subject = texts.length === 1 ? first.title : digest
  await queueProductMail(work, installation, {
    purpose: 'notification',
    accountId: account.id,
    to: person.email,
    subject,
    locale,
    words: {
      heading: subject,
      paragraphs: texts.length === 1 ? [first.body] : [],
      ...(texts.length > 1 && {
        entries: texts.slice(-MOST).map(({ title, body, notification }) => ({
          who: title,
          when: '',
          text: body,
          files: [{ name: mailText(locale, 'notification.button'), url: urlOf(notification) }],
        })),
      }),
      button: { label: mailText(locale, 'notification.button'), url: urlOf(first.notification) },
      note: mailText(locale, 'notification.why'),
    },
  })
}

async function textsOf(work: Work, news: Notification[], locale: Locale) {
  const conversations = await viewConversations(work.tx, [...new Set(news.map((one) => one.conversationId))])
  const messages = await findMessages(
    work.tx,
    news.flatMap(({ messageId }) => messageId ?? []),
  )
  return news.flatMap((notification) => {
    const conversation = conversations.find(({ id }) => id === notification.conversationId)
    const message = messages.find(({ id }) => id === notification.messageId) ?? null
    return conversation ? [{ notification, ...pushText(notification, { conversation, message }, locale) }] : []
  })
}
