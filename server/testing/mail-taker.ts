/**
 * A process that takes mails as a transport does, and reads them: one line of JSON per mail on its input, one line with the number of
 * the mail on its output once it is acknowledged. It begins with its first mail, and is made to be killed.
 */
import { createInterface } from 'node:readline'
import type { Json } from '../kernel/event.ts'
import { readReceivedMail } from '../channels/email/receive/read-received-mail.ts'
import { keepRawMail, readMailTask } from '../features/received-mails/index.ts'
import { connect } from '../platform/database/connection.ts'
import { unitOfWork } from '../platform/database/unit-of-work.ts'
import { openDiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { allowedPlaces } from '../platform/http-client/allowed-places.ts'
import { resolveBySystem } from '../platform/http-client/guarded-client.ts'
import { startJobs } from '../platform/jobs/runner.ts'
import { createLog } from '../platform/log/log.ts'
import { smtpMail } from '../platform/mail/smtp-mail.ts'
import { createSecrets } from '../platform/secrets/secrets.ts'

/** One mail for the process to take. */
export interface HandedMail {
  number: number
  accountId: number
  inboxId: number
  /** In base64. */
  source: string
}

const [url = '', directory = ''] = process.argv.slice(2)
const log = createLog({ level: 'silent' })
const { db, pool } = connect(url, { size: 8, onError: () => undefined })
const now = () => new Date()
const work = unitOfWork({ db, log, secrets: createSecrets(Buffer.alloc(32, 7)), now, onEvents: () => undefined })
const blobs = await openDiskBlobs({ directory })
const installation = {
  name: 'Desk',
  origin: '',
  accent: '#b45309',
  from: null,
  server: null,
  inboundDomain: null,
  sourceDays: 90,
}
const mail = smtpMail({ installation, guard: { allowed: allowedPlaces([]), resolve: resolveBySystem } })

const begin = async () => {
  const handlers = {
    [readMailTask]: ({ accountId, mailId }: { [key: string]: Json }) =>
      readReceivedMail({ work, blobs, mail, log }, Number(accountId), Number(mailId)),
  }
  await startJobs({ pool, log, handlers, schedule: [], concurrency: 4 })
}

async function take({ number, accountId, inboxId, source }: HandedMail) {
  await keepRawMail({ work, blobs }, { accountId, inboxId, via: 'imap', source: Buffer.from(source, 'base64') })
  process.stdout.write(`${number}\n`)
}

let begun: Promise<void> | undefined
createInterface({ input: process.stdin }).on('line', (line) => {
  begun ??= begin()
  void begun.then(() => take(JSON.parse(line) as HandedMail))
})
