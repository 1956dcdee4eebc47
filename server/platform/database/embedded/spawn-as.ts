import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'
import process from 'node:process'
import { environment } from '../../config/environment.ts'
import { type Binaries, program } from './find-binaries.ts'

/** Under which identity the programs of PostgreSQL run, which refuse to run as root. */
export interface RunAs {
  /** How the log names it; empty for the ordinary case, the user who started us. */
  readonly note: string
  /** A command and its arguments that run the program given after them. */
  readonly prefix: readonly string[]
  /** The user to switch to before the prefix runs. */
  readonly user?: Account | undefined
  /** Who must own the database files. */
  readonly owner?: Account | undefined
  readonly binaries: Binaries
}

/** A numeric user with its group. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Starts one of the programs of PostgreSQL. */
export function spawnAs(
  runAs: RunAs,
  name: 'postgres' | 'initdb',
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  return spawnCommandAs(runAs, [program(runAs.binaries, name), ...args], options)
}

/** Starts any command under the same identity and in the same clean environment. */
export function spawnCommandAs(runAs: RunAs, command: readonly string[], options: SpawnOptions): ChildProcess {
  const [first = '', ...rest] = [...runAs.prefix, ...command]
  return spawn(first, rest, { env: cleanEnvironment(), windowsHide: true, ...runAs.user, ...options })
}

// PG… variables, locales and library paths of the caller must not change what the server does.
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot } = environment()
  const kept = Object.entries({ PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot })
  return { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), LC_ALL: 'C' }
}

/** The outcome of a program that ran to its end. */
export interface Outcome {
  readonly code: number | null
  readonly output: string
}

/** Collects everything a child prints and waits for its end; a command that cannot be started ends with code null. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8')
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** The effective user id, or undefined where the platform has none. */
export function ownUserId(): number | undefined {
  return process.geteuid?.()
}
