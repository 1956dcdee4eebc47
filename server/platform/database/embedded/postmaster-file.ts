import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClusterPaths } from './cluster-paths.ts'
import { commandLine, isAlive } from './process-state.ts'

/** What `postmaster.pid` says, checked against the process it names. */
export type PostmasterState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'dead' }
  /** The number belongs to another program or to a zombie, and PostgreSQL would refuse to start because of it. */
  | { readonly kind: 'foreign'; readonly text: string }
  | { readonly kind: 'starting' | 'stopping' | 'ready'; readonly pid: number; readonly port: number }

/** Looks at the postmaster of a data folder. Format: PostgreSQL's src/include/utils/pidfile.h. */
export async function inspectPostmaster(paths: ClusterPaths): Promise<PostmasterState> {
  const text = await readFile(pidFile(paths), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return { kind: 'absent' }
  if (!isAlive(pid)) return { kind: 'dead' }
  if (!isPostmasterOf(await commandLine(pid), paths)) return { kind: 'foreign', text }
  const port = Number(lines[3])
  if (lines[7] === 'ready' && port > 0) return { kind: 'ready', pid, port }
  return { kind: lines[7] === 'stopping' ? 'stopping' : 'starting', pid, port }
}

/**
 * Makes a file that names a stranger's process harmless. Only the number is replaced, by one no process can have:
 * the rest lets PostgreSQL see for itself that no left-over server process still uses the files.
 */
export async function disownPostmasterFile(paths: ClusterPaths, expected: string): Promise<void> {
  const current = await readFile(pidFile(paths), 'utf8').catch(() => '')
  if (current !== expected) return
  await writeFile(pidFile(paths), current.replace(/^\d+/, String(2 ** 31 - 1)))
}

// Windows shows no arguments, only the name of the program.
function isPostmasterOf(command: string, paths: ClusterPaths): boolean {
  if (command.startsWith('"postgres.exe"')) return true
  return command.includes('postgres') && `${command} `.includes(`-D ${paths.data} `)
}

function pidFile(paths: ClusterPaths): string {
  return path.join(paths.data, 'postmaster.pid')
}
