/**
 * Webhooks on their way to a receiver. The desk runs as built, in a process of its own; the receiver is a server here.
 *
 *   latency:     from the commit of a message to its arrival, twenty messages a second
 *   throughput:  eight writers add messages to 200 conversations as fast as they can, until the last has arrived
 *   hostile:     the same with a receiver that fails two thirds of what it gets, the desk killed now and then and the database
 *                restarted; everything must arrive, in order, with a row for every attempt
 *
 * `npm run bench -- webhooks 3000` sends fewer than 50,000 events; `… 3000 friendly` leaves the hostile part out.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { packagePath } from '../server/platform/config/package-path.ts'
import { measureHostile } from './webhooks/hostile.ts'
import { measureFriendly } from './webhooks/friendly.ts'
import { printFriendly, printHostile } from './webhooks/report.ts'

const [wanted = '50000', manner] = process.argv.slice(2)
const events = Number(wanted)
if (!Number.isInteger(events) || events < 100) {
  console.error('Say how many events, at least 100: npm run bench -- webhooks 3000')
  process.exit(1)
}

const directory = await mkdtemp(join(tmpdir(), 'porchlight-bench-webhooks-'))
try {
  const friendly = await measureFriendly(join(directory, 'friendly'), events)
  printFriendly(events, friendly)
  const hostile = manner === 'friendly' ? null : await measureHostile(join(directory, 'hostile'), events)
  if (hostile) printHostile(events, hostile)
  await mkdir(packagePath('bench/results'), { recursive: true })
  const at = new Date().toISOString()
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version }
  const name = `webhooks-${at.replaceAll(/[:.]/g, '-')}.json`
  const report = { at, machine, events, friendly, hostile }
  await writeFile(packagePath(join('bench/results', name)), JSON.stringify(report, null, 2))
} finally {
  await rm(directory, { recursive: true, force: true })
}
