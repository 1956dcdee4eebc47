#!/usr/bin/env node
// Measures: npm run bench -- inquiry, npm run bench -- lists, npm run bench -- reports, npm run bench -- interface, npm run bench -- mail, npm run bench -- webhooks. Builds first, because what is measured is what `npm start` runs.
import process from 'node:process'
import { existsSync } from 'node:fs'
import { ensureBuilt } from './setup/ensure-built.mjs'
import { ensureInstalled } from './setup/ensure-installed.mjs'
import { followParent } from './setup/follow-parent.mjs'
import { inRoot } from './setup/paths.mjs'
import { runCommand } from './setup/run-command.mjs'

const [name = 'inquiry', ...rest] = process.argv.slice(2)
const file = inRoot('bench', `${name}.ts`)

if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  console.error(`There is no benchmark ${name}. There are: inquiry, lists, reports, interface, mail, webhooks.`)
  process.exit(1)
}
followParent()
await ensureInstalled()
await ensureBuilt()
process.exitCode = await runCommand(process.execPath, ['--import', 'tsx', file, ...rest])
