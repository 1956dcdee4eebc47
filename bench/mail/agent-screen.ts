import type { Page } from 'playwright-core'

/** The dashboard of an agent, in which the marks of mails are looked for. */
export interface AgentScreen {
  /** When each mark was drawn, on the clock of `performance` in this process. */
  drawn(): Promise<Map<string, number>>
}

// In the page: a mark is drawn at the frame after that in which it came into the list.
const WATCH = `(() => {
  const drawn = (window.drawnMarks = {})
  const look = () => {
    for (const row of document.querySelectorAll('[data-testid="conversation-row"]')) {
      const mark = /latency-\\d+-end/.exec(row.textContent ?? '')?.[0]
      if (!mark || mark in drawn) continue
      drawn[mark] = 0
      requestAnimationFrame(() => requestAnimationFrame(() => {
        drawn[mark] = performance.timeOrigin + performance.now()
      }))
    }
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
})()`

/** Watches the list of a dashboard. */
export async function watchScreen(page: Page): Promise<AgentScreen> {
  await page.evaluate(WATCH)
  return {
    drawn: async () => {
      const found = await page.evaluate<Record<string, number>>('window.drawnMarks')
      return new Map(
        Object.entries(found).flatMap(([mark, at]) => (at > 0 ? [[mark, at - performance.timeOrigin] as const] : [])),
      )
    },
  }
}
