// The whole proof: checks, tests, and the flows in a real browser. With arguments: only vitest, with those arguments.
import process from 'node:process'
import { existsSync } from 'node:fs'
import { followParent } from './follow-parent.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { findProgram } from './find-program.mjs'
import { inRoot } from './paths.mjs'
import { runCommand } from './run-command.mjs'
import { runTests } from './run-twice.mjs'

const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs')
const endToEnd = inRoot('e2e', 'vitest.config.ts')
const only = process.argv.slice(2)

followParent()
await ensureInstalled()
await ensureBuilt()

const steps = only.length > 0 ? [['tests', [vitest, 'run', ...only]]] : allSteps()
const failed = []
const unsteady = []
for (const [name, args] of steps) {
  console.log(`\n— ${name} —`)
  const run = args[0] === vitest ? await runTests(args) : { passed: (await runCommand(process.execPath, args)) === 0 }
  if (!run.passed) failed.push(name)
  unsteady.push(...(run.unsteady ?? []))
}
for (const file of unsteady) console.log(`Failed once and passed when it was run again: ${file}`)
for (const line of only.length > 0 ? [] : skipped()) console.log(`Skipped: ${line}`)
console.log(failed.length > 0 ? `Failed: ${failed.join(', ')}.` : `Passed: ${steps.map(([name]) => name).join(', ')}.`)
process.exitCode = failed.length > 0 ? 1 : 0

function allSteps() {
  const steps = [
    ['checks', [inRoot('scripts', 'check.mjs'), '--all']],
    ['tests', [vitest, 'run']],
  ]
  if (existsSync(endToEnd)) steps.push(['end to end', [vitest, 'run', '--config', endToEnd]])
  return steps
}

function skipped() {
  const lines = []
  if (!findProgram('redis-server'))
    lines.push('the Redis drivers against a real Redis, because there is no redis-server')
  if (!findProgram('chromium', 'chromium-browser', 'google-chrome')) {
    lines.push(
      'the flows in a real browser, because there is no Chromium (chromium, chromium-browser or google-chrome)',
    )
  }
  if (!existsSync('/usr/sbin/dovecot')) lines.push('fetching mail from a real mailbox, because there is no dovecot')
  if (!existsSync('/usr/sbin/postfix')) {
    lines.push('mail by way of a real mail server, because there is no postfix')
  } else if (process.geteuid?.() !== 0) {
    lines.push('mail by way of a real mail server, because postfix must be started by root')
  }
  if (process.geteuid?.() === 0) {
    lines.push('what the database says about folders it may not write in, because root may write everywhere')
  }
  return lines
}
