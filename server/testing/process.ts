import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { packagePath } from '../platform/config/package-path.ts'

/** A desk in a process of its own. */
export interface ServerProcess {
  url: string
  pid: number
  /** Milliseconds from the spawn until it said that it is ready. */
  startedIn: number
  /** Sends a signal and waits until the process is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** The program that `npm start` runs: built, or from its sources where nothing is built. */
export function serverProgram(): string[] {
  const built = packagePath('dist/server/main.js')
  return existsSync(built) ? [built] : ['--import', 'tsx', packagePath('server/main.ts')]
}

/** Starts a desk on a free port and waits until it is ready; rejects with what it said when it ends before. */
export async function startServer(
  environment: Record<string, string>,
  program: string[] = serverProgram(),
): Promise<ServerProcess> {
  const begun = performance.now()
  const child = spawn(process.execPath, [...program, 'serve'], {
    cwd: packagePath('.'),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await readyLine(child)
  return {
    url,
    pid: child.pid ?? 0,
    startedIn: performance.now() - begun,
    end: async (signal) => {
      child.kill(signal)
      await gone
    },
  }
}

async function readyLine(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const ready = /Porchlight is ready: (\S+)/.exec(said)
      if (ready?.[1]) resolve(ready[1])
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`The desk ended with code ${code} before it was ready:\n${said}`)))
  })
}
