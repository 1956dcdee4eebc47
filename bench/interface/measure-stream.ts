import type { Page } from 'playwright-core'
import { openClient } from '../http-client.ts'
import { signInToLists, type ListCompany } from '../list-company.ts'

const SECONDS = 60
const EVERY_MS = 50
const WATCH_TASKS = `
  globalThis.tasks = []
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: 'longtask' })`

/** Tasks over 50 ms in the page while a colleague's messages stream in, about twenty a second for a minute. */
export async function measureStream(page: Page, url: string, company: ListCompany) {
  await page.evaluate(WATCH_TASKS)
  const sent = await stream(url, company)
  const tasks = await page.evaluate<number[]>('tasks')
  return { perSecond: sent / SECONDS, longTasks: tasks.length, longest: Math.max(0, ...tasks) }
}

async function stream(url: string, company: ListCompany): Promise<number> {
  const client = openClient(url, 4)
  const [administrator] = await signInToLists(url, company)
  const path = `/api/v1/accounts/${company.accountId}/conversations`
  const { data } = await client.get(`${path}?status=all&per_page=100`, administrator?.headers)
  const numbers = (data.payload as { id: number }[]).map((one) => one.id)
  const until = performance.now() + SECONDS * 1000
  const under: Promise<unknown>[] = []
  for (let turn = 0; performance.now() < until; turn++) {
    const number = numbers[turn % numbers.length]
    under.push(client.post(`${path}/${number}/messages`, { content: `Message ${turn}` }, administrator?.headers))
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
  await Promise.all(under)
  return under.length
}
