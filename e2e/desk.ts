import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A desk that was started as a newcomer starts it: `npm start`, on an empty data folder. */
export interface RunningDesk {
  url: string
  /** All that it printed, line by line. */
  printed: string[]
  stop(): Promise<void>
}

/** Starts a desk on a free port and waits for the line that says where to click. */
export async function startDesk(environment: Record<string, string> = {}): Promise<RunningDesk> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-e2e-'))
  const child = spawn('npm', ['start'], {
    env: { ...process.env, PORT: '0', DATA_DIR: directory, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  const url = await readyAddress(child, printed)
  return {
    url,
    printed,
    stop: async () => {
      // npm itself ends at once; its streams close when the desk behind it has stopped everything.
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
      await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

function readyAddress(child: ChildProcess, printed: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        printed.push(line)
        const address = /Porchlight is ready: (http\S+)/.exec(line)?.[1]
        if (address) resolve(address)
      })
    }
    child.on('exit', () => reject(new Error(`The desk did not start:\n${printed.join('\n')}`)))
  })
}
