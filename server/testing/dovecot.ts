import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { aCertificate, type TestCertificate } from './certificate.ts'
import { answers, freePort } from './free-port.ts'
import { signInToImap, type RawImap } from './raw-imap.ts'

/** Why tests against a real IMAP server cannot run here, or null when they can. */
export const whyNoDovecot: string | null = reason()

function reason(): string | null {
  const { status, stdout } = spawnSync('/usr/sbin/dovecot', ['--version'], { encoding: 'utf8' })
  if (status !== 0) return 'there is no dovecot on this machine'
  return stdout.startsWith('2.3.') ? null : `its settings are written for dovecot 2.3, and this is ${stdout.trim()}`
}

/** The password of every mailbox. */
export const mailboxPassword = 'a pass-word/for+mail'

/** A real IMAP server on this machine, with TLS; every name is a mailbox. */
export interface Dovecot {
  /** TLS from the start, and STARTTLS. */
  imaps: number
  imap: number
  /** The settings of a desk that may fetch from it. */
  environment: Record<string, string>
  /** The channel of an e-mail inbox whose mail lies there. */
  channel: (user: string) => Record<string, unknown>
  /** Signs somebody in with another client than ours. */
  client(user: string): Promise<RawImap>
  start(): Promise<void>
  /** Ends it at once, with all connections. */
  stop(): Promise<void>
  /** Lets it number the mails of INBOX anew; it must be stopped. */
  renumber(user: string): Promise<void>
  /** Puts a mail into INBOX as a mail server on the same machine would. */
  deliver(user: string, source: string | Buffer): Promise<void>
  certificate: TestCertificate
  /** The folder in which each mailbox is a folder, and whose it is. */
  mailboxes: string
  owner: { uid: number; gid: number }
  /** The socket on which other servers let people sign in. */
  signIn: string
  /** Ends it for good. */
  close(): Promise<void>
}

/** How a server differs from the usual. */
export interface DovecotOptions {
  /** Absent: with IDLE. */
  idle?: boolean
  /** Where it asks whether a token is right. */
  tokenInfo?: string
}

/** Starts an IMAP server; `close` ends it. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-dovecot-'))
  await chmod(directory, 0o755)
  const certificate = await aCertificate('localhost', directory)
  const { authorities } = certificate
  const [imap, imaps] = [await freePort(), await freePort()]
  await configure(directory, { imap, imaps }, options)
  let server: ChildProcess | undefined
  const start = async () => {
    server = spawn('/usr/sbin/dovecot', ['-F', '-c', join(directory, 'dovecot.conf')], { stdio: 'ignore' })
    for (let waited = 0; !(await answers(imaps)); waited++) {
      if (waited > 2000) throw new Error(`dovecot does not answer:\n${await readFile(join(directory, 'log'), 'utf8')}`)
      await pause(20)
    }
  }
  const stop = async () => {
    if (!server || server.exitCode !== null) return
    const gone = once(server, 'exit')
    server.kill('SIGTERM')
    await gone
  }
  await start()
  return {
    imap,
    imaps,
    environment: { SMTP_CA_FILE: authorities, OUTGOING_ALLOW: 'localhost' },
    channel: (user) => ({
      type: 'email',
      email: user,
      imap_enabled: true,
      imap_address: 'localhost',
      imap_port: imaps,
      imap_login: user,
      imap_password: mailboxPassword,
    }),
    client: (user) => signInToImap({ port: imaps, ca: authorities }, user, mailboxPassword),
    start,
    stop,
    renumber: (user) => renumber(join(directory, 'mail', user)),
    deliver: (user, source) => deliver(join(directory, 'mail', user), source),
    certificate,
    mailboxes: join(directory, 'mail'),
    owner: mailOwner(),
    signIn: join(directory, 'run', 'sign-in'),
    close: async () => {
      await stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function configure(
  directory: string,
  ports: { imap: number; imaps: number },
  options: DovecotOptions,
): Promise<void> {
  const { uid, username } = userInfo()
  const owner = mailOwner()
  for (const name of ['run', 'mail']) {
    await mkdir(join(directory, name))
    await chown(join(directory, name), owner.uid, owner.gid)
  }
  const users = uid === 0 ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`
  const capability = 'imap_capability = IMAP4rev1 SASL-IR LITERAL+ UIDPLUS NAMESPACE'
  const oauth = options.tokenInfo
    ? `passdb {\n  driver = oauth2\n  mechanisms = xoauth2\n  args = ${directory}/oauth2.conf\n}`
    : ''
  await writeFile(
    join(directory, 'oauth2.conf'),
    `tokeninfo_url = ${options.tokenInfo ?? ''}\nusername_attribute = email\nintrospection_mode = get\n`,
  )
  const withoutIdle = options.idle === false ? `protocol imap {\n  ${capability}\n}\n` : ''
  const hasTokens = Boolean(options.tokenInfo)
  const settings = settingsFile({ directory, ports, owner, users, oauth, hasTokens })
  await writeFile(join(directory, 'dovecot.conf'), settings + withoutIdle)
}

// It does not work as root; Debian has this user on every machine.
function mailOwner(): { uid: number; gid: number } {
  const { uid, gid } = userInfo()
  return uid === 0 ? { uid: 8, gid: 8 } : { uid, gid }
}

interface SettingsParts {
  directory: string
  ports: { imap: number; imaps: number }
  owner: { uid: number; gid: number }
  users: string
  oauth: string
  hasTokens: boolean
}

function settingsFile({ directory, ports, owner, users, oauth, hasTokens }: SettingsParts): string {
  return `${users}base_dir = ${directory}/run
log_path = ${directory}/log
listen = 127.0.0.1
protocols = imap
ssl = required
ssl_cert = <${directory}/cert.pem
ssl_key = <${directory}/key.pem
auth_mechanisms = plain login${hasTokens ? ' xoauth2' : ''}
first_valid_uid = 1
first_valid_gid = 1
auth_failure_delay = 0
mail_location = maildir:${directory}/mail/%u
mail_max_userip_connections = 100
${oauth}
passdb {
  driver = static
  args = password={PLAIN.b64}${Buffer.from(mailboxPassword).toString('base64')}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${directory}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service anvil {
  chroot =
}
service auth {
  unix_listener ${directory}/run/sign-in {
    mode = 0666
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`
}

let delivered = 0

// As a maildir wants it: written elsewhere, then moved, so that nobody sees half of it.
async function deliver(mailbox: string, source: string | Buffer): Promise<void> {
  const name = `${Math.floor(Date.now() / 1000)}.M${++delivered}P${process.pid}.here`
  const written = join(mailbox, 'tmp', name)
  await writeFile(written, source)
  const { uid, gid } = await stat(mailbox)
  await chown(written, uid, gid)
  await rename(written, join(mailbox, 'new', name))
}

// The first line of its list of numbers has them: "3 V1763900000 N5 G…".
async function renumber(mailbox: string): Promise<void> {
  const list = join(mailbox, 'dovecot-uidlist')
  const text = await readFile(list, 'utf8')
  await writeFile(
    list,
    text.replace(/^(\d+) V(\d+)/, (_all, version, validity) => `${version} V${Number(validity) + 7}`),
  )
  for (const name of await readdir(mailbox)) {
    if (/^dovecot\.(index|list)/.test(name)) await rm(join(mailbox, name))
  }
}
