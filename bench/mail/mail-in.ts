import { createTransport } from 'nodemailer'
import { ADDRESS, aMail, countStored, type MailDesk } from './mail-desk.ts'

const SENDERS = 8
const SECONDS = 4
const DELIVERED = 200

/** Mails per second that are durable, by each way. */
export interface MailIn {
  smtp: number
  imap: number
}

/** Brings mails by SMTP for some seconds, then delivers many into the mailbox at once. */
export async function measureMailIn(desk: MailDesk, listenPort: number): Promise<MailIn> {
  return { smtp: await bySmtp(listenPort), imap: await byImap(desk) }
}

async function bySmtp(port: number): Promise<number> {
  const begun = performance.now()
  const until = begun + SECONDS * 1000
  let count = 0
  const sender = async () => {
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true, maxConnections: 1 })
    while (performance.now() < until) {
      await transport.sendMail({ envelope: { from: 'customer@home.example', to: ADDRESS }, raw: aMail() })
      count += 1
    }
    transport.close()
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
  return count / ((performance.now() - begun) / 1000)
}

async function byImap(desk: MailDesk): Promise<number> {
  const before = await countStored(desk.pool)
  const begun = performance.now()
  for (let turn = 0; turn < DELIVERED; turn++) await desk.dovecot.deliver(ADDRESS, aMail())
  await desk.stored(before + DELIVERED)
  return DELIVERED / ((performance.now() - begun) / 1000)
}
