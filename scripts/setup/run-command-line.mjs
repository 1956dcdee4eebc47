// The command line: porchlight serve | migrate | doctor | reset-password | platform-app | …
import process from 'node:process'
import { ensureInstalled } from './ensure-installed.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { runServer } from './run-server.mjs'

const args = process.argv.slice(2)
await ensureInstalled()
await ensureBuilt()
await runServer(args)
