import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { memoryOf, type Memory } from '../memory.ts'
import { ADDRESS, aMail, countStored, type MailDesk } from './mail-desk.ts'

const MEGABYTES = 30
const LOOK_MS = 50

/** The memory of the desk before, at most during, and after a large mail came in by IMAP; and how long that took. */
export interface LargeMail {
  before: Memory
  peakRss: number
  after: Memory
  seconds: number
}

/** Lets a mail of 30 MB come in, with a file in it that cannot be compressed. */
export async function measureLargeMail(desk: MailDesk, pid: number): Promise<LargeMail> {
  const source = largeMail()
  const before = await memoryOf(pid)
  let peakRss = before.rss
  const look = setInterval(() => void residentOf(pid).then((rss) => (peakRss = Math.max(peakRss, rss))), LOOK_MS)
  const count = await countStored(desk.pool)
  const begun = performance.now()
  await desk.dovecot.deliver(ADDRESS, source)
  await desk.stored(count + 1)
  const seconds = (performance.now() - begun) / 1000
  clearInterval(look)
  return { before, peakRss, after: await memoryOf(pid), seconds }
}

// Only this: to ask for the fair share, too, holds up the process that is measured.
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024)
}

function largeMail(): string {
  const file = randomBytes(Math.floor((MEGABYTES * 1024 * 1024 * 3) / 4))
    .toString('base64')
    .replaceAll(/.{76}/g, '$&\r\n')
  return aMail()
    .replace('Content-Type: text/plain; charset=utf-8', 'Content-Type: multipart/mixed; boundary=b')
    .concat('--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n')
    .concat('--b\r\nContent-Type: application/zip; name=lamp.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n')
    .concat(file, '\r\n--b--\r\n')
}
