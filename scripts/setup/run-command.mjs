import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from './paths.mjs'

/** Runs a command to its end with all output in `log` (or on the terminal without one) and returns its exit code. */
export async function runCommand(command, args, { log, append = false, env = process.env } = {}) {
  if (log) mkdirSync(path.dirname(log), { recursive: true })
  const file = log ? openSync(log, append ? 'a' : 'w') : undefined
  // npm is a script on Windows, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm'
  const output = file ?? 'inherit'
  const child = spawn(command, args, { cwd: root, env, shell, stdio: [file ? 'ignore' : 'inherit', output, output] })
  const letGo = passSignals(child)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
    })
  } finally {
    letGo()
    if (file) closeSync(file)
  }
}

// Whoever stops us means the command too; the command decides how to end, and then we do.
function passSignals(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  let received
  const pass = (signal) => {
    received = signal
    child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  return () => {
    for (const signal of signals) process.off(signal, pass)
    if (received) process.kill(process.pid, received)
  }
}
