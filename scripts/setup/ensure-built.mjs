import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fingerprint, readStamp } from './fingerprint.mjs'
import { inRoot } from './paths.mjs'
import { progress } from './progress.mjs'
import { runCommand } from './run-command.mjs'
import { alone } from './setup-lock.mjs'

const stamp = inRoot('dist', '.stamp')
const log = inRoot('.cache', 'build.log')
const sources = [
  'server',
  'dashboard',
  'widget',
  'contract',
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/build.mjs',
  'scripts/setup/bundle-sizes.mjs',
]

/** Builds server, dashboard and widget into `dist`, unless their sources are the same as last time. */
export async function ensureBuilt() {
  // An image may carry the built files without the sources.
  if (!existsSync(inRoot('server')) || isBuilt()) return
  await alone(async () => {
    if (!isBuilt()) await build()
  })
}

function isBuilt() {
  return existsSync(inRoot('dist', 'server', 'main.js')) && readStamp(stamp) === fingerprint(sources)
}

async function build() {
  const wanted = fingerprint(sources)
  const line = progress('Building')
  rmSync(stamp, { force: true })
  const code = await runCommand(process.execPath, [inRoot('scripts', 'build.mjs')], { log })
  if (code !== 0) {
    line.failed()
    console.error(readFileSync(log, 'utf8'))
    process.exit(1)
  }
  mkdirSync(inRoot('dist'), { recursive: true })
  writeFileSync(stamp, `${wanted}\n`)
  line.done()
}
