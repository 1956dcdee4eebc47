import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { aMailServer } from './mail-server.ts'
import { startServer } from './process.ts'

const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }
const patiently = { timeout: 60_000, interval: 50 }

test('a process that is killed while a server holds back its answer sends the same mail again, and none is lost', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-mail-crash-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const mail = await aMailServer()
  const { PUBLIC_URL: _elsewhere, ...mailSettings } = mail.environment
  const environment = { DATA_DIR: directory, DEMO: 'no', ...administrator, ...mailSettings }
  let server = await startServer(environment)
  onTestFinished(() => server.end('SIGKILL'))
  for (const name of ['Vera', 'Kim']) {
    mail.moods.push('take and say nothing')
    const before = mail.attempts
    await invite(server.url, name)
    await vi.waitFor(() => expect(mail.attempts).toBe(before + 1), patiently)
    await server.end('SIGKILL')
    server = await startServer(environment)
    await vi.waitFor(async () => expect(await states(server.url)).not.toContain('sending'), patiently)
  }
  expect(await states(server.url)).toEqual(['sent', 'sent'])
  const copies = grouped(mail.taken)
  expect(new Set(copies.keys())).toEqual(new Set(['kim@lamp.example', 'vera@lamp.example']))
  for (const [to, sources] of copies) {
    expect(new Set(sources.map(({ source }) => /^Message-ID: (.+)$/im.exec(source)?.[1])).size, to).toBe(1)
    expect(sources.length, to).toBe(2)
  }
}, 240_000)

function grouped<Mail extends { to: string[] }>(mails: Mail[]): Map<string | undefined, Mail[]> {
  const groups = new Map<string | undefined, Mail[]>()
  for (const one of mails) groups.set(one.to[0], [...(groups.get(one.to[0]) ?? []), one])
  return groups
}

async function ada(url: string): Promise<{ headers: Record<string, string>; account: string }> {
  const body = JSON.stringify({ email: administrator.ADMIN_EMAIL, password: administrator.ADMIN_PASSWORD })
  const answer = await fetch(`${url}/auth/sign_in`, { method: 'POST', body, headers: JSON_BODY })
  const { data } = (await answer.json()) as { data: { account_id: number; access_token: string } }
  return {
    headers: { ...JSON_BODY, api_access_token: data.access_token },
    account: `${url}/api/v1/accounts/${data.account_id}`,
  }
}

const JSON_BODY = { 'content-type': 'application/json' }

async function invite(url: string, name: string) {
  const { headers, account } = await ada(url)
  const body = JSON.stringify({ name, email: `${name.toLowerCase()}@lamp.example` })
  expect((await fetch(`${account}/agents`, { method: 'POST', headers, body })).status).toBe(200)
}

async function states(url: string): Promise<string[]> {
  const { headers, account } = await ada(url)
  const answer = (await (await fetch(`${account}/mails`, { headers })).json()) as { payload: { state: string }[] }
  return answer.payload.map(({ state }) => state)
}
