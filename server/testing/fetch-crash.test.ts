import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startEmbeddedDatabase } from '../platform/database/embedded/start-embedded-database.ts'
import { aDovecot } from './a-dovecot.ts'
import { whyNoDovecot } from './dovecot.ts'
import { startServer } from './process.ts'

const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const patiently = { timeout: 60_000, interval: 20 }
const mailbox = 'support@lamp.example'
const MAILS = 60
const KILLS = 3

test.skipIf(whyNoDovecot)(
  `a process that is killed while it fetches loses no mail and brings none twice${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`,
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'porchlight-fetch-crash-'))
    onTestFinished(() => rm(directory, { recursive: true, force: true }))
    const dovecot = await aDovecot()
    const database = await startEmbeddedDatabase({ dataDirectory: join(directory, 'postgres'), log: quiet })
    onTestFinished(() => database.stop())
    const environment = {
      DATA_DIR: directory,
      DATABASE_URL: database.url,
      DEMO: 'no',
      ...administrator,
      ...dovecot.environment,
    }
    let server = await startServer(environment)
    onTestFinished(() => server.end('SIGKILL'))
    const other = await dovecot.client(mailbox)
    onTestFinished(() => other.leave())
    await makeInbox(server.url, dovecot.channel(mailbox))
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    onTestFinished(() => client.end())
    const ids = async () => {
      const { rows } = await client.query<{ header_id: string }>(
        'select header_id from received_mails order by header_id',
      )
      return rows.map((row) => row.header_id)
    }
    const wanted: string[] = []
    for (let kill = 1; kill <= KILLS; kill++) {
      const before = (await ids()).length
      for (let turn = 0; turn < MAILS / KILLS; turn++) {
        const name = `mail-${kill}-${String(turn).padStart(2, '0')}@home.example`
        wanted.push(name)
        await other.append(
          `Message-ID: <${name}>\r\nFrom: mo@home.example\r\nDate: ${new Date(0).toUTCString()}\r\n\r\n${name}\r\n`,
        )
      }
      // In the middle of it, at another place each time.
      await vi.waitFor(async () => expect((await ids()).length).toBeGreaterThanOrEqual(before + kill), patiently)
      await server.end('SIGKILL')
      server = await startServer(environment)
    }
    await vi.waitFor(async () => expect((await ids()).length).toBeGreaterThanOrEqual(MAILS), patiently)
    expect(await ids()).toEqual(wanted.toSorted())
    const flags = await other.flags()
    expect([...flags.values()].filter((one) => one.includes('Seen'))).toEqual([])
  },
  240_000,
)

async function makeInbox(url: string, channel: object) {
  const credentials = JSON.stringify({ email: administrator.ADMIN_EMAIL, password: administrator.ADMIN_PASSWORD })
  const json = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/auth/sign_in`, { method: 'POST', body: credentials, headers: json })
  const { data } = (await answer.json()) as { data: { account_id: number; access_token: string } }
  const made = await fetch(`${url}/api/v1/accounts/${data.account_id}/inboxes`, {
    method: 'POST',
    body: JSON.stringify({ name: 'Support', channel }),
    headers: { ...json, api_access_token: data.access_token },
  })
  expect(made.status).toBe(200)
}
