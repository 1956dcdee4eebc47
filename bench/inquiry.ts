/**
 * The inquiry flow under load. The desk runs as built, in a process of its own; the load comes from another one.
 *
 *   starts:      on an empty folder, and again
 *   throughput:  eight writers over HTTP, half of them visitors and half agents, in turns with the raw bound
 *   latency:     from the sending of a visitor's message to its arrival on each agent's socket
 *   memory:      of the desk's process only; the database has its own
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedDatabase } from '../server/platform/database/embedded/start-embedded-database.ts'
import { packagePath } from '../server/platform/config/package-path.ts'
import { startServer } from '../server/testing/process.ts'
import { openLoad } from './load.ts'
import { memoryOf } from './memory.ts'
import { printReport, type Report } from './report.ts'

const ROUNDS = 4
const SECONDS = 4
const AGENTS = [1, 50, 200]
const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }
const program = [packagePath('dist/server/main.js')]

async function measureStarts(directory: string) {
  const environment = { DATA_DIR: directory, DEMO: 'no', ...administrator }
  const first = await startServer(environment, program)
  await first.end('SIGTERM')
  const second = await startServer(environment, program)
  await second.end('SIGTERM')
  return { firstMs: Math.round(first.startedIn), secondMs: Math.round(second.startedIn) }
}

async function measureUnderLoad(directory: string): Promise<Omit<Report, 'starts' | 'bundles'>> {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const database = await startEmbeddedDatabase({ dataDirectory: directory, log: quiet })
  const environment = { DATA_DIR: directory, DATABASE_URL: database.url, DEMO: 'no', ...administrator }
  const desk = await startServer(environment, [...profiling(), ...program])
  const load = await openLoad({ url: desk.url, databaseUrl: database.url, agents: Math.max(...AGENTS), administrator })
  try {
    const idle = await memoryOf(desk.pid)
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) {
      const raw = await load.raw(SECONDS)
      const http = await load.http(SECONDS)
      rounds.push({ raw, http })
    }
    const writing = await memoryOf(desk.pid)
    const settled = await load.settle()
    const latency = []
    for (const agents of AGENTS) latency.push({ agents, ...(await load.latency(agents)) })
    const loaded = await memoryOf(desk.pid)
    return { rounds, settled, latency, memory: { idle, writing, loaded } }
  } finally {
    load.close()
    await desk.end('SIGTERM')
    await database.stop()
  }
}

/** With --profile the desk writes where its time went into bench/results. */
function profiling(): string[] {
  return process.argv.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir', packagePath('bench/results')] : []
}

async function bundleSizes(): Promise<Record<string, number>> {
  const file = packagePath('dist/sizes.json')
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {}
}

const directory = await mkdtemp(join(tmpdir(), 'porchlight-bench-'))
try {
  const starts = await measureStarts(join(directory, 'starts'))
  const report = { starts, ...(await measureUnderLoad(join(directory, 'load'))), bundles: await bundleSizes() }
  printReport(report)
  await mkdir(packagePath('bench/results'), { recursive: true })
  const at = new Date().toISOString()
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version }
  const name = `inquiry-${at.replaceAll(/[:.]/g, '-')}.json`
  await writeFile(packagePath(join('bench/results', name)), JSON.stringify({ at, machine, ...report }, null, 2))
} finally {
  await rm(directory, { recursive: true, force: true })
}
