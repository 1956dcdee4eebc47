import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { inRoot } from './paths.mjs'

const file = inRoot('.cache', 'setup.lock')

/** Runs `work` while no other process installs or builds here; waits for that one first. */
export async function alone(work) {
  mkdirSync(inRoot('.cache'), { recursive: true })
  while (!take()) await delay(200)
  // The work may end the whole program.
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function release() {
  rmSync(file, { force: true })
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!isHeld()) rmSync(file, { force: true })
    return false
  }
}

function isHeld() {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // Between creation and content the file is empty for a moment.
    if (pid === 0) return true
    if (pid === process.pid) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
