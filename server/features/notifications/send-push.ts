import type { Work } from '../../platform/database/unit-of-work.ts'
import { OutgoingFailure, type HttpClient } from '../../platform/http-client/http-client.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { pushRequest, BadPushTarget, type PushKeys, type PushNote } from '../../platform/web-push/web-push.ts'
import { removeBrowser, type PushSubscription } from '../people/index.ts'
import { sendLater, type PushAttempt } from './push-jobs.ts'

/** Seconds before each further try; after the last of them the notification is old. */
const PAUSES = [30, 120, 600, 3600]
const LONGEST_PAUSE = 3600

const LIMITS = { timeoutMs: 20_000, maximumBytes: 64 * 1024 }

/** How a try ended: brought, the browser is gone, or to be tried again, perhaps after as many seconds as the push service says. */
export type PushOutcome =
  | { state: 'brought' }
  | { state: 'gone'; answer: string }
  | { state: 'refused'; answer: string }
  | { state: 'later'; answer: string; afterSeconds?: number }

/** Whom push services ask about this sender (RFC 8292 §2.1): an address that is read, else that of the desk. */
export function pushContact({ from, origin }: Pick<MailInstallation, 'from' | 'origin'>): string {
  if (from) return `mailto:${from.address}`
  if (origin.startsWith('https://')) return origin
  return `mailto:desk@${URL.canParse(origin) ? new URL(origin).hostname : 'localhost'}`
}

/** Brings a note to a push service, through the guarded way out. */
export async function sendPush(
  outgoing: HttpClient,
  browser: Pick<PushSubscription, 'identifier' | 'attributes'>,
  what: { keys: PushKeys; note: PushNote },
): Promise<PushOutcome> {
  const { p256dh, auth } = browser.attributes
  const target = { endpoint: browser.identifier, p256dh: String(p256dh), auth: String(auth) }
  try {
    const request = await pushRequest(target, what.keys, what.note)
    const answer = await outgoing.send({ ...request, ...LIMITS })
    answer.body.destroy()
    return outcomeOf(answer.status, answer.headers['retry-after'])
  } catch (error) {
    if (error instanceof BadPushTarget) return { state: 'gone', answer: error.message }
    if (!(error instanceof OutgoingFailure)) throw error
    const mayPass = error.reason === 'unreachable' || error.reason === 'too_late'
    return { state: mayPass ? 'later' : 'refused', answer: error.message }
  }
}

function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  const answer = `The push service answered ${status}`
  if (status >= 200 && status < 300) return { state: 'brought' }
  // RFC 8030 §7.3: the subscription has ended.
  if (status === 404 || status === 410) return { state: 'gone', answer }
  const mayPass = status === 408 || status === 429 || status >= 500
  if (!mayPass) return { state: 'refused', answer }
  const seconds = Number(retryAfter)
  return { state: 'later', answer, ...(Number.isFinite(seconds) && seconds > 0 && { afterSeconds: seconds }) }
}

/** Writes down how a try ended: a browser that is gone is forgotten, what may pass is tried again. */
export async function settlePush(work: Work, attempt: PushAttempt, outcome: PushOutcome): Promise<void> {
  if (outcome.state === 'brought') return
  const { subscriptionId } = attempt
  work.log.info({ subscriptionId, attempt: attempt.attempt, answer: outcome.answer }, `a push was ${outcome.state}`)
  if (outcome.state === 'gone') await removeBrowser(work, subscriptionId)
  if (outcome.state !== 'later') return
  const pause = PAUSES[attempt.attempt - 1]
  if (pause === undefined) return
  const seconds = Math.min(Math.max(pause, outcome.afterSeconds ?? 0), LONGEST_PAUSE)
  sendLater(work, { ...attempt, attempt: attempt.attempt + 1 }, new Date(work.now.getTime() + seconds * 1000))
}
