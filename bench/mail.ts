/**
 * Mail on its way in and out. The desk runs as built; the mailbox is a real Dovecot, and what takes the outgoing mail is a server here.
 *
 *   bound:      what eight writers make durable, a flushed file and a committed row each
 *   in, SMTP:   eight senders bring mails, each over a connection of its own, until each is acknowledged
 *   in, IMAP:   mails are delivered into the mailbox at once, until the last is stored
 *   out:        conversations are begun by mail, until the last mail has arrived
 *   latency:    from the delivery into the mailbox to the stored mail, to an agent's socket, and where there is a browser to the row on
 *               an agent's screen
 *   memory:     of the desk's process while a mail of 30 MB comes in by IMAP
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowser, whyNoBrowser } from '../e2e/browser.ts'
import { startEmbeddedDatabase } from '../server/platform/database/embedded/start-embedded-database.ts'
import { packagePath } from '../server/platform/config/package-path.ts'
import { startDovecot, whyNoDovecot } from '../server/testing/dovecot.ts'
import { startServer } from '../server/testing/process.ts'
import { freePort } from '../server/testing/free-port.ts'
import { openDashboard } from './interface/open-dashboard.ts'
import { watchScreen, type AgentScreen } from './mail/agent-screen.ts'
import { openMailDesk, type MailDesk } from './mail/mail-desk.ts'
import { measureLargeMail } from './mail/large-mail.ts'
import { measureMailIn } from './mail/mail-in.ts'
import { measureMailLatency } from './mail/mail-latency.ts'
import { measureMailOut } from './mail/mail-out.ts'
import { startMailSink } from './mail/mail-sink.ts'
import { measureRawBound } from './mail/raw-bound.ts'
import { printMailReport } from './mail/report.ts'

const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function measure(directory: string) {
  const dovecot = await startDovecot()
  const sink = await startMailSink(dovecot.certificate)
  const database = await startEmbeddedDatabase({ dataDirectory: join(directory, 'postgres'), log: quiet })
  const listenPort = await freePort()
  const desk = await startServer(
    {
      DATA_DIR: directory,
      DATABASE_URL: database.url,
      DEMO: 'no',
      MAIL_LISTEN_PORT: String(listenPort),
      MAIL_LISTEN_HOST: '127.0.0.1',
      RATE_LIMITS: 'no',
      ...administrator,
      ...dovecot.environment,
      ...sink.environment,
    },
    [packagePath('dist/server/main.js')],
  )
  const rig = await openMailDesk({ url: desk.url, databaseUrl: database.url, administrator, dovecot })
  try {
    const bound = await measureRawBound(directory, database.url)
    const incoming = await measureMailIn(rig, listenPort)
    const outgoing = await measureMailOut(rig, sink)
    const latency = await withScreen(rig, (screen) => measureMailLatency(rig, screen))
    const memory = await measureLargeMail(rig, desk.pid)
    return { bound, ...incoming, outgoing, latency, memory }
  } finally {
    await rig.close()
    await desk.end('SIGTERM')
    await database.stop()
    await sink.close()
    await dovecot.close()
  }
}

/** Does something while an agent's dashboard is open, if there is a browser. */
async function withScreen<Found>(rig: MailDesk, act: (screen: AgentScreen | null) => Promise<Found>): Promise<Found> {
  // What came before would be measured, too.
  await rig.read()
  if (whyNoBrowser) return act(null)
  // A new company's dashboard would open with what is to be done first.
  const headers = { ...rig.headers, 'content-type': 'application/json' }
  await fetch(`${rig.url}${rig.path}/first_steps`, { method: 'PATCH', headers, body: '{"dismissed":true}' })
  const browser = await startBrowser()
  try {
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = administrator
    const accountId = Number(rig.path.split('/').at(-1))
    const page = await openDashboard(browser, rig.url, { accountId, administrator: { email, password } })
    return await act(await watchScreen(page))
  } finally {
    await browser.close()
  }
}

if (whyNoDovecot) {
  console.error(`Mail cannot be measured here: ${whyNoDovecot}. Install the package dovecot-imapd.`)
  process.exit(1)
}
const directory = await mkdtemp(join(tmpdir(), 'porchlight-bench-mail-'))
try {
  const report = await measure(directory)
  printMailReport(report)
  await mkdir(packagePath('bench/results'), { recursive: true })
  const at = new Date().toISOString()
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version }
  const name = `mail-${at.replaceAll(/[:.]/g, '-')}.json`
  await writeFile(packagePath(join('bench/results', name)), JSON.stringify({ at, machine, ...report }, null, 2))
} finally {
  await rm(directory, { recursive: true, force: true })
}
