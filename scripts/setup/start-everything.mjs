// The one command: installs, builds, and starts, each only when needed.
import { followParent } from './follow-parent.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { runServer } from './run-server.mjs'

followParent()
await ensureInstalled()
await ensureBuilt()
await runServer(['serve'])
