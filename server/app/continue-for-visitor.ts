import { continueByMail } from '../channels/email/continue-by-mail.ts'
import { presenceOf } from '../features/presence/index.ts'
import { system } from '../kernel/actor.ts'
import type { Ports } from '../platform/http/ports.ts'

/** Mails a visitor who left what was answered; who is there is asked before the unit of work opens. */
export async function continueForVisitor(ports: Ports, accountId: number, conversationId: number): Promise<void> {
  const { contacts } = await presenceOf({ reader: ports.db, scratch: ports.scratch }, accountId)
  const here = new Set(Object.keys(contacts).map(Number))
  const { installation } = ports.mail
  await ports.work(accountId, system, (work) => continueByMail(work, conversationId, { installation, here }))
}
