/**
 * Lists, counts, threads and search at sizes that differ by fifty times: what a page costs must not grow with the company.
 * `--size 20000` runs one size. Each size has a database of its own, filled without fsync and measured with it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FILLING, fill, inDesk } from './filled-desk.ts'
import { signInToLists } from './list-company.ts'
import { measureLists, type ListTimes } from './measure-lists.ts'
import { printListReport } from './list-report.ts'

const SIZES = [20_000, 100_000, 1_000_000]
async function measure(size: number): Promise<ListTimes[]> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-lists-'))
  try {
    const begun = performance.now()
    const company = await inDesk(directory, FILLING, (url, databaseUrl) => fill(url, databaseUrl, size))
    console.log(`${size} conversations, filled in ${Math.round((performance.now() - begun) / 1000)} s`)
    return await inDesk(directory, {}, async (url) => {
      const people = await signInToLists(url, company)
      return measureLists(url, company, people, size)
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const { values } = parseArgs({ options: { size: { type: 'string' } } })
const sizes = values.size ? [Number(values.size)] : SIZES
if (!sizes.every((size) => Number.isInteger(size) && size >= 1000 && size <= 5_000_000)) {
  console.error('--size must be a whole number from 1000 to 5000000.')
  process.exit(1)
}
const results = new Map<number, ListTimes[]>()
for (const size of sizes) results.set(size, await measure(size))
printListReport(results)
