import type { Page } from 'playwright-core'
import { percentile } from '../percentile.ts'

const STEPS = 200

/** Scrolls through the list until so many rows are loaded; answers how many are. */
export async function loadRows(page: Page, wanted: number): Promise<number> {
  const list = page.getByTestId('conversation-list')
  let loaded = 0
  for (let still = 0; loaded < wanted && still < 100;) {
    const now = await list.evaluate((element) => {
      const scroller = [element, ...element.querySelectorAll('*')].find(
        (one) => one.scrollHeight > one.clientHeight + 1,
      )
      if (!scroller) return 0
      scroller.scrollTop = scroller.scrollHeight
      return Math.floor(scroller.scrollHeight / 64)
    })
    still = now > loaded ? 0 : still + 1
    loaded = now
    await page.waitForTimeout(20)
  }
  return loaded
}

/** Milliseconds from a key to the painted head of the next conversation, each after a pause in which its neighbours load. */
export async function measureKeys(page: Page) {
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByTestId('thread').waitFor()
  await page.evaluate(WATCH_KEYS)
  for (let step = 0; step < STEPS; step++) {
    await page.keyboard.press('j')
    await page.waitForTimeout(120)
  }
  const times = await page.evaluate<number[]>('times')
  if (times.length < STEPS * 0.9) throw new Error(`Only ${times.length} of ${STEPS} keys moved the thread`)
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) }
}

// Runs in the page: the head of the thread is another one in the frame in which the next conversation shows.
const WATCH_KEYS = `
  globalThis.times = []
  addEventListener('keydown', (event) => {
    const head = () => document.querySelector('[data-testid=thread-head]')?.textContent
    const before = head()
    const look = () => {
      if (head() !== before) times.push(performance.now() - event.timeStamp)
      else if (performance.now() - event.timeStamp < 1000) afterPaint()
    }
    const afterPaint = () => requestAnimationFrame(() => setTimeout(look))
    afterPaint()
  }, { capture: true })`
