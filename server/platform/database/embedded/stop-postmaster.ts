import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from './error-code.ts'
import { commandLine, isAlive } from './process-state.ts'

const patience = 20_000
const lastPatience = 5_000

/**
 * Stops the server: fast shutdown (open transactions roll back, everything is written), after 20 s an immediate one,
 * which the next start recovers from. Returns whether it is gone.
 */
export async function stopPostmaster(pid: number): Promise<boolean> {
  signal(pid, 'SIGINT')
  if (await isGone(pid, patience)) return true
  signal(pid, 'SIGQUIT')
  return isGone(pid, lastPatience)
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

async function isGone(pid: number, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds
  while (Date.now() < until) {
    // A process that ended but was not yet collected by its parent still has its number, but no command line.
    if (!isAlive(pid) || (await commandLine(pid)) === '') return true
    await delay(15)
  }
  return false
}
