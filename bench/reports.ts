/**
 * Every report over a company with a million conversations and a year of them: what an answer takes, how long it takes until an
 * hour is summed up, and what it costs to record what an agent's reply is counted as. `--size 50000` takes fewer conversations.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FILLING, fill, inDesk } from './filled-desk.ts'
import { signInToLists } from './list-company.ts'
import { measureRecording, measureRollUp } from './measure-recording.ts'
import { measureReports } from './measure-reports.ts'

const USUAL = 1_000_000

async function measure(size: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-reports-'))
  try {
    const company = await inDesk(directory, FILLING, (url, databaseUrl) => fill(url, databaseUrl, size))
    await inDesk(directory, {}, async (url, databaseUrl) => {
      const [administrator] = await signInToLists(url, company)
      console.log(`\n${size.toLocaleString('en')} conversations in two years, reports of the last`)
      for (const { what, p50, p95, aim } of await measureReports(url, company, administrator?.headers ?? {})) {
        const verdict = `${p95 <= aim ? 'within' : 'above '} p95 ≤ ${aim} ms`
        console.log(`  ${what.padEnd(44)} p50 ${ms(p50)}  p95 ${ms(p95)}  ${verdict}`)
      }
      const lag = await measureRollUp(databaseUrl)
      console.log(`  summing up an hour that changed ${ms(lag.hour)}, a thousand of them ${ms(lag.thousand)}`)
      const { wall, cpu } = await measureRecording(databaseUrl, company.accountId)
      console.log(`  recording what a reply is counted as ${ms(wall)}, of it ${ms(cpu)} of our processor`)
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(7)} ms`
}

const { values } = parseArgs({ options: { size: { type: 'string' } } })
const size = Number(values.size ?? USUAL)
if (!Number.isInteger(size) || size < 1000 || size > 5_000_000) {
  console.error('--size must be a whole number from 1000 to 5000000.')
  process.exit(1)
}
await measure(size)
