import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { clusterPaths } from './cluster-paths.ts'
import { inspectPostmaster } from './postmaster-file.ts'
import { commandLine } from './process-state.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start-embedded-database.ts'

// One real data folder for the whole file: each test leaves its server stopped.
let root = ''
let folder = ''
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'porchlight-embedded-'))
  folder = path.join(root, 'data with spaces')
})
afterAll(() => rm(root, { recursive: true, force: true }))

function quietLog() {
  const lines: string[] = []
  const add = (line: string) => lines.push(line)
  return { lines, info: add, warn: add, error: add }
}

async function start(dataDirectory = folder, log = quietLog()): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ dataDirectory, log })
  onTestFinished(() => database.stop())
  return database
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the database, says one line, and stays. */
async function startInAnotherProcess(
  dataDirectory: string,
): Promise<{ pid: number; line: string; kill: () => Promise<void> }> {
  const module = pathToFileURL(path.join(import.meta.dirname, 'start-embedded-database.ts')).href
  const script = `
    import { startEmbeddedDatabase } from ${JSON.stringify(module)}
    const log = { info() {}, warn() {}, error() {} }
    const dataDirectory = ${JSON.stringify(dataDirectory)}
    await startEmbeddedDatabase({ dataDirectory, log }).then(
      (database) => { console.log('started ' + database.url); setInterval(() => {}, 60_000) },
      (error) => console.log(error.name + ': ' + error.message),
    )`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = () => {
    child.kill('SIGKILL')
    return exited
  }
  onTestFinished(kill)
  for await (const line of createInterface(child.stdout)) return { pid: child.pid ?? 0, line, kill }
  throw new Error('the other process said nothing')
}

async function serverPid(dataDirectory = folder): Promise<number> {
  const state = await inspectPostmaster(clusterPaths(dataDirectory))
  if (state.kind !== 'ready') throw new Error(`the server is ${state.kind}`)
  return state.pid
}

test('the first start creates a durable UTF-8 database, owned by an ordinary role, behind a private password', async () => {
  const database = await start()
  expect(database.adopted).toBe(false)
  const settings = `select current_setting('fsync'), current_setting('data_checksums'), current_setting('server_encoding'),
    current_setting('listen_addresses'), current_setting('unix_socket_directories'), current_setting('is_superuser'), current_database()`
  expect(await ask(database.url, settings)).toEqual(['on', 'on', 'UTF8', '127.0.0.1', '', 'off', 'porchlight'])
  expect((await stat(path.join(folder, 'postgres.password'))).mode & 0o777).toBe(0o600)
  await expect(ask(database.url.replace(/:\w+@/, ':wrong@'), 'select 1')).rejects.toThrow(
    'password authentication failed',
  )
  expect((await readdir(folder)).sort()).toEqual(['postgres', 'postgres.log', 'postgres.password'])
})

test('what was written is there after a stop and a second start', async () => {
  const first = await start()
  await ask(first.url, 'create table note (text text)')
  await ask(first.url, `insert into note values ('kept')`)
  await first.stop()
  await first.stop()
  const second = await start()
  expect(await ask(second.url, 'table note')).toEqual(['kept'])
})

test('stopping leaves no server process', async () => {
  const database = await start()
  const pid = await serverPid()
  await database.stop()
  expect(await commandLine(pid)).toBe('')
})

test('a stop finishes a gentle shutdown that somebody else began and that waits for connections', async () => {
  const database = await start()
  const pid = await serverPid()
  process.kill(pid, 'SIGTERM')
  await expect.poll(() => inspectPostmaster(clusterPaths(folder))).toMatchObject({ kind: 'stopping' })
  await database.stop()
  expect(await commandLine(pid)).toBe('')
})

test('a server left behind by a killed process is adopted, with the same address, and stops when told', async () => {
  const other = await startInAnotherProcess(folder)
  const pid = await serverPid()
  await other.kill()
  const database = await start()
  expect(database.adopted).toBe(true)
  expect(other.line).toBe(`started ${database.url}`)
  expect(await serverPid()).toBe(pid)
  await database.stop()
  expect(await commandLine(pid)).toBe('')
})

test('a second process is refused in one line that names the first, whose database goes on', async () => {
  const database = await start()
  const other = await startInAnotherProcess(folder)
  expect(other.line).toBe(
    `StartError: The data folder ${folder} is in use by another Porchlight process (pid ${process.pid}).`,
  )
  expect(await ask(database.url, 'select 1')).toEqual([1])
})

test('of two processes that start at once on an empty folder one gets the database and one the refusal', async () => {
  const shared = path.join(root, 'shared')
  const both = await Promise.all([startInAnotherProcess(shared), startInAnotherProcess(shared)])
  const [refused = '', started = ''] = both.map((one) => one.line).sort()
  expect(refused).toMatch(/is in use by another Porchlight process \(pid \d+\)\.$/)
  expect(await ask(started.replace('started ', ''), 'select 1')).toEqual([1])
  await Promise.all(both.map((one) => one.kill()))
  expect((await start(shared)).adopted).toBe(true)
})

test('a left-over pid file is no obstacle, even when its number is another program by now', async () => {
  const pidFile = path.join(folder, 'postgres', 'postmaster.pid')
  await writeFile(pidFile, `${process.pid}\n${path.dirname(pidFile)}\n1760000000\n5432\n\n127.0.0.1\n 1 1\nready\n`)
  const database = await start()
  expect(database.adopted).toBe(false)
  expect(await ask(database.url, 'select 1')).toEqual([1])
})

test('a server that dies while in use is brought back on the same address with all committed rows', async () => {
  const log = quietLog()
  const database = await start(folder, log)
  await ask(database.url, 'create table ledger as select 1 as entry')
  const pid = await serverPid()
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => ask(database.url, 'table ledger').catch(() => []), { timeout: 30_000 }).toEqual([1])
  expect(await serverPid()).not.toBe(pid)
  expect(log.lines).toContain('The connection to the database was lost; bringing it back.')
  const other = await startInAnotherProcess(folder)
  expect(other.line).toContain('is in use by another Porchlight process')
})

test('files of another major version are refused with both versions named', async () => {
  const old = path.join(root, 'old')
  await mkdir(path.join(old, 'postgres'), { recursive: true })
  await writeFile(path.join(old, 'postgres', 'PG_VERSION'), '16\n')
  await expect(start(old)).rejects.toThrow(/made by PostgreSQL 16, older than the 18 of this Porchlight/)
  await writeFile(path.join(old, 'postgres', 'PG_VERSION'), '19\n')
  await expect(start(old)).rejects.toThrow(/made by PostgreSQL 19, newer than the 18 of this Porchlight/)
})

test('a folder that holds something else is never overwritten', async () => {
  const odd = path.join(root, 'odd')
  await mkdir(path.join(odd, 'postgres'), { recursive: true })
  await writeFile(path.join(odd, 'postgres', 'letter.txt'), 'mine')
  await expect(start(odd)).rejects.toThrow(/holds no PostgreSQL database/)
  expect(await readFile(path.join(odd, 'postgres', 'letter.txt'), 'utf8')).toBe('mine')
})

test('what an interrupted initialisation left behind is cleared away', async () => {
  const messy = path.join(root, 'messy')
  const abandoned = path.join(messy, `postgres.new-${2 ** 31 - 1}`)
  await mkdir(path.join(abandoned, 'data'), { recursive: true })
  const database = await start(messy)
  expect(await ask(database.url, 'select 1')).toEqual([1])
  expect(await readdir(messy)).not.toContain(path.basename(abandoned))
})

test('a lost or wrong password file is said so', async () => {
  const { password } = clusterPaths(folder)
  await rename(password, `${password}.away`)
  await expect(start()).rejects.toThrow(/password of the database cannot be read from .*postgres\.password \(ENOENT\)/)
  const database = await restored(password)
  await database.stop()
  const other = await startInAnotherProcess(folder)
  const right = await readFile(password)
  await writeFile(password, 'wrong\n')
  await expect(start()).rejects.toThrow(/does not accept the password/)
  await writeFile(password, right)
  await other.kill()
  await start()
})

async function restored(password: string): Promise<EmbeddedDatabase> {
  await rename(`${password}.away`, password)
  return start()
}

test('a data folder that is a file is refused', async () => {
  const file = path.join(root, 'file')
  await writeFile(file, '')
  await expect(start(file)).rejects.toThrow(
    `The data folder ${file} is not a folder: choose another one with DATA_DIR.`,
  )
})
