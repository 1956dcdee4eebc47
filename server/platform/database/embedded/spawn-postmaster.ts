import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import type { ClusterPaths } from './cluster-paths.ts'
import { settingsFile } from './initialise.ts'
import { type RunAs, spawnAs } from './spawn-as.ts'

const largestLog = 5 * 1024 * 1024

/** A server process that we started ourselves. */
export interface Postmaster {
  readonly pid: number | undefined
  readonly hasExited: () => boolean
  /** What it wrote to the log since it started. */
  readonly output: () => Promise<string>
}

/** Starts the server in a process group of its own, so that Ctrl-C in the terminal reaches only us. */
export async function spawnPostmaster(
  paths: ClusterPaths,
  runAs: RunAs,
  port: number,
  settings: string,
): Promise<Postmaster> {
  await writeFile(path.join(paths.data, settingsFile), settings, { mode: 0o644 })
  await rotateLog(paths.log)
  const log = await open(paths.log, 'a', 0o600)
  try {
    const before = (await log.stat()).size
    const child = spawnAs(runAs, 'postgres', ['-D', paths.data, '-p', String(port)], {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    return observe(child, async () => (await readFile(paths.log)).subarray(before).toString('utf8'))
  } finally {
    await log.close()
  }
}

/** A port of the loopback address that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

function observe(child: ChildProcess, readLog: () => Promise<string>): Postmaster {
  let exited = false
  let failure = ''
  child.once('error', (error) => {
    failure = error.message
    exited = true
  })
  child.once('exit', () => {
    exited = true
  })
  child.unref()
  return { pid: child.pid, hasExited: () => exited, output: async () => `${await readLog()}${failure}` }
}

async function rotateLog(file: string): Promise<void> {
  const size = (await stat(file).catch(() => undefined))?.size ?? 0
  if (size > largestLog) await rename(file, `${file}.1`)
}
