/**
 * What people feel in a browser: how long until the dashboard and the widget can be used on a slow machine, how long from a key to
 * the next conversation on the screen with thousands in the store, whether a stream of messages makes the page stutter, and what
 * a day of switching leaves in memory.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowser, whyNoBrowser } from '../e2e/browser.ts'
import { packagePath } from '../server/platform/config/package-path.ts'
import { FILLING, fill, inDesk } from './filled-desk.ts'
import { openDashboard } from './interface/open-dashboard.ts'
import { measureKeys, loadRows } from './interface/measure-keys.ts'
import { measureReadiness } from './interface/measure-readiness.ts'
import { measureStream } from './interface/measure-stream.ts'
import { measureSwitching } from './interface/measure-switching.ts'

const CONVERSATIONS = 12_000
const ROWS = 10_000

if (whyNoBrowser) {
  console.error(whyNoBrowser)
  process.exit(1)
}

const line = (what: string, found: string, aim = '') => console.log(`${what.padEnd(44)} ${found.padEnd(34)} ${aim}`)
const ms = (value: number) => `${value.toFixed(1)} ms`
const kilobytes = (value: number) => `${(value / 1024).toFixed(1)} KB gzip`

const sizes = existsSync(packagePath('dist/sizes.json'))
  ? (JSON.parse(await readFile(packagePath('dist/sizes.json'), 'utf8')) as Record<string, number>)
  : {}
for (const [name, bytes] of Object.entries(sizes)) line(`First load: ${name}`, kilobytes(bytes))

const directory = await mkdtemp(join(tmpdir(), 'porchlight-interface-'))
const browser = await startBrowser()
try {
  const company = await inDesk(directory, FILLING, (url, databaseUrl) => fill(url, databaseUrl, CONVERSATIONS))
  await inDesk(directory, {}, async (url) => {
    const ready = await measureReadiness(browser, url, company)
    line('Dashboard usable, slow network and machine', ms(ready.dashboard))
    line('Widget usable after the click, the same', ms(ready.widget))
    const page = await openDashboard(browser, url, company)
    const rows = await loadRows(page, ROWS)
    const keys = await measureKeys(page)
    line(`Key to next conversation, ${rows} in the store`, `p50 ${ms(keys.p50)}, p95 ${ms(keys.p95)}`, 'p95 ≤ 50 ms')
    const stream = await measureStream(page, url, company)
    line(
      `Long tasks in a minute of ${stream.perSecond.toFixed(0)} messages/s`,
      `${stream.longTasks}, longest ${ms(stream.longest)}`,
      'none over 50 ms',
    )
    const heap = await measureSwitching(page)
    line('Heap before and after 1,000 switches', `${heap.before.toFixed(1)} MB, ${heap.after.toFixed(1)} MB`)
  })
} finally {
  await browser.close()
  await rm(directory, { recursive: true, force: true })
}
