import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fingerprint, readStamp } from './fingerprint.mjs'
import { inRoot } from './paths.mjs'
import { progress } from './progress.mjs'
import { runCommand } from './run-command.mjs'
import { alone } from './setup-lock.mjs'

const stamp = inRoot('node_modules', '.porchlight-stamp')
const log = inRoot('.cache', 'install.log')
const platform = `${process.platform}-${process.arch}-${process.versions.modules}`

/** Installs what package-lock.json lists, unless exactly that is installed. Ends the program when it cannot. */
export async function ensureInstalled() {
  if (readStamp(stamp) === wanted()) return
  await alone(async () => {
    if (readStamp(stamp) === wanted()) return
    if (!isInstalledByHand()) await install()
    mkdirSync(path.dirname(stamp), { recursive: true })
    writeFileSync(stamp, `${wanted()}\n`)
  })
}

function wanted() {
  return `${fingerprint(['package-lock.json'])} ${platform}`
}

// npm keeps a list of what it installed. When it has everything of ours, and not for another platform, that will do.
function isInstalledByHand() {
  const kept = inRoot('node_modules', '.package-lock.json')
  const before = readStamp(stamp)
  if (!existsSync(kept) || (before !== '' && !before.endsWith(` ${platform}`))) return false
  const { packages: installed } = JSON.parse(readFileSync(kept, 'utf8'))
  const { packages: listed } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))
  return Object.entries(listed).every(([name, wanted]) => {
    if (name === '') return true
    const found = installed[name]
    return found ? found.version === wanted.version && existsSync(inRoot(name)) : wanted.optional === true
  })
}

async function install() {
  const line = progress('Installing packages (a minute or so, the first time)')
  let code = await npm('ci', false)
  if (code !== 0) {
    line.failed()
    console.warn(`Warning: "npm ci" failed (see ${log}). Trying "npm install", which may choose other versions.`)
    code = await npm('install', true)
  }
  if (code === 0) return line.done()
  console.error(readFileSync(log, 'utf8'))
  console.error(`The packages could not be installed; everything npm said is above and in ${log}.`)
  process.exit(1)
}

function npm(command, append) {
  // With NODE_ENV=production npm would leave out what the build needs.
  const args = [command, '--include=dev', '--no-audit', '--no-fund', '--no-progress']
  const cli = process.env.npm_execpath ?? ''
  const [program, first] = /npm-cli\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []]
  return runCommand(program, [...first, ...args], { log, append }).catch((error) => {
    writeFileSync(log, `npm could not be started: ${error.message}\n`, { flag: 'a' })
    return 1
  })
}
