import type { Page } from 'playwright-core'

const SWITCHES = 1000
const MEGABYTE = 1024 * 1024

/** Megabytes of live JavaScript objects before and after so many changes of the open conversation. */
export async function measureSwitching(page: Page) {
  const session = await page.context().newCDPSession(page)
  const live = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize / MEGABYTE
  }
  const before = await live()
  for (let turn = 0; turn < SWITCHES; turn++) {
    await page.keyboard.press(turn % 200 < 100 ? 'j' : 'k')
    await page.waitForTimeout(10)
  }
  await page.waitForTimeout(1000)
  return { before, after: await live() }
}
