import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { aCertificate, type TestCertificate } from './certificate.ts'
import { mailboxPassword, type Dovecot } from './dovecot.ts'
import { answers, freePort } from './free-port.ts'

/** Why tests against a real mail server cannot run here, or null when they can. */
export const whyNoPostfix: string | null = reason()

function reason(): string | null {
  const { status } = spawnSync('/usr/sbin/postconf', ['-d', 'mail_version'])
  if (status !== 0) return 'there is no postfix on this machine'
  return process.geteuid?.() === 0 ? null : 'postfix must be started by root'
}

/** A real mail server on this machine, with folders and settings of its own: nothing of the system's is read or written. */
export interface Postfix {
  /** STARTTLS, and sign-in as anybody who has a mailbox. */
  port: number
  certificate: TestCertificate
  /** The settings of a desk that signs in to it as somebody. */
  environment(user: string): Record<string, string>
  start(): Promise<void>
  /** Ends it with what waits in its queue, which it has again when it starts. */
  stop(): Promise<void>
  /** The recipients of what waits for the next attempt; until nothing is under way any more it waits itself. */
  waiting(): Promise<string[]>
  /** Tries all that waits at once (`postqueue -f`). */
  flush(): Promise<void>
  /** Ends it for good. */
  close(): Promise<void>
}

interface QueuedMail {
  queue_name: string
  recipients: { address: string }[]
}

/** Whom it takes mail for. */
export interface PostfixOptions {
  /** Where its people sign in, and where their mail is put. */
  dovecot: Dovecot
  /** Addresses with a mailbox; others of their domains are refused. */
  people: string[]
  /** A domain whose mail goes to a server on this machine. */
  relay?: { domain: string; port: number }
}

/** Starts a mail server; `close` ends it. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-postfix-'))
  await chmod(directory, 0o755)
  const certificate = await aCertificate('localhost', directory)
  const port = await freePort()
  await configure(directory, port, certificate, options)
  const run = async (program: string, ...args: string[]) =>
    (await promisify(execFile)(`/usr/sbin/${program}`, ['-c', directory, ...args])).stdout
  let server: ChildProcess | undefined
  const start = async () => {
    server = spawn('/usr/sbin/postfix', ['-c', directory, 'start-fg'], { stdio: 'ignore' })
    for (let waited = 0; !(await answers(port)); waited++) {
      if (waited > 2000) throw new Error(`postfix does not answer:\n${await readFile(join(directory, 'log'), 'utf8')}`)
      await pause(20)
    }
  }
  const stop = async () => {
    if (!server || server.exitCode !== null) return
    const gone = once(server, 'exit')
    // What `postfix stop` does, which then sleeps for a second. It is the child of a script, in a group of its own.
    process.kill(Number(await readFile(join(directory, 'queue/pid/master.pid'), 'utf8')), 'SIGTERM')
    await gone
    // Its folders have been looked at, and need not be again.
    await writeFile(join(directory, 'queue/quick-start'), '')
  }
  await start()
  return {
    port,
    certificate,
    environment: (user) => ({
      SMTP_HOST: 'localhost',
      SMTP_PORT: String(port),
      SMTP_USERNAME: user,
      SMTP_PASSWORD: mailboxPassword,
      SMTP_CA_FILE: certificate.authorities,
      MAIL_FROM: user,
      OUTGOING_ALLOW: 'localhost',
    }),
    start,
    stop,
    waiting: () => recipientsIn(() => run('postqueue', '-j')),
    flush: async () => void (await run('postqueue', '-f')),
    close: async () => {
      await stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function recipientsIn(list: () => Promise<string>): Promise<string[]> {
  for (;;) {
    const lines = (await list()).split('\n').filter(Boolean)
    const mails = lines.map((line) => JSON.parse(line) as QueuedMail)
    if (mails.every((mail) => mail.queue_name === 'deferred'))
      return mails.flatMap(({ recipients }) => recipients.map(({ address }) => address))
    await pause(20)
  }
}

async function configure(
  directory: string,
  port: number,
  { authorities }: TestCertificate,
  { dovecot, people, relay }: PostfixOptions,
): Promise<void> {
  for (const name of ['queue', 'data']) await mkdir(join(directory, name))
  const domains = new Set(people.map((address) => address.slice(address.indexOf('@') + 1)))
  await promisify(execFile)('chown', ['postfix', join(directory, 'data')])
  // With a slash at the end it is a folder of files, as Dovecot reads it.
  await writeFile(join(directory, 'people'), people.map((one) => `${one} ${one}/\n`).join(''))
  await writeFile(join(directory, 'transport'), relay ? `${relay.domain} smtp:[localhost]:${relay.port}\n` : '')
  await writeFile(join(directory, 'master.cf'), programs(port))
  const settings = settingsOf(directory, { dovecot, relay, authorities, domains: [...domains] })
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`)
  await writeFile(join(directory, 'main.cf'), lines.join(''))
}

interface SettingsParts extends Pick<PostfixOptions, 'dovecot'> {
  relay: PostfixOptions['relay']
  authorities: string
  domains: string[]
}

function settingsOf(
  directory: string,
  { dovecot, relay, authorities, domains }: SettingsParts,
): Record<string, string> {
  const { mailboxes, owner, signIn } = dovecot
  return {
    compatibility_level: '3.6',
    queue_directory: join(directory, 'queue'),
    data_directory: join(directory, 'data'),
    maillog_file: join(directory, 'log'),
    maillog_file_prefixes: directory,
    myhostname: 'mx.sea.example',
    mydestination: '',
    // Nobody is trusted for where they are.
    mynetworks: '',
    inet_protocols: 'ipv4',
    inet_interfaces: '127.0.0.1',
    smtp_host_lookup: 'native',
    alias_maps: '',
    alias_database: '',
    smtpd_tls_security_level: 'may',
    smtpd_tls_auth_only: 'yes',
    smtpd_tls_cert_file: join(directory, 'cert.pem'),
    smtpd_tls_key_file: join(directory, 'key.pem'),
    smtpd_sasl_auth_enable: 'yes',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: signIn,
    smtpd_recipient_restrictions: 'permit_sasl_authenticated, reject_unauth_destination',
    smtpd_reject_unlisted_recipient: 'yes',
    virtual_mailbox_domains: domains.join(' '),
    virtual_mailbox_base: mailboxes,
    virtual_mailbox_maps: `texthash:${directory}/people`,
    virtual_minimum_uid: '1',
    virtual_uid_maps: `static:${owner.uid}`,
    virtual_gid_maps: `static:${owner.gid}`,
    relay_domains: relay?.domain ?? '',
    transport_maps: `texthash:${directory}/transport`,
    // To the desk only over TLS with a certificate that is right.
    smtp_tls_security_level: 'verify',
    smtp_tls_CAfile: authorities,
    // Nothing is tried again but on demand.
    queue_run_delay: '1h',
    minimal_backoff_time: '1h',
    maximal_backoff_time: '1h',
  }
}

/** What of Postfix runs, each without a root folder of its own. */
function programs(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    ...['bounce', 'defer', 'trace'].map((name) => `${name} unix - - n - 0 bounce`),
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'showq unix n - n - - showq',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'postlog unix-dgram n - n - 1 postlogd',
  ]
  return `${services.join('\n')}\n`
}
