import type { Browser, Page } from 'playwright-core'
import type { ListCompany } from '../list-company.ts'

/** Whose dashboard it is. */
export type DashboardOwner = Pick<ListCompany, 'accountId' | 'administrator'>

/** Signs the administrator in by the form and opens the view of all conversations, whatever their status. */
export async function openDashboard(browser: Browser, url: string, company: DashboardOwner): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, url, company)
  await page.goto(viewOfAll(url, company))
  await page.getByTestId('conversation-row').first().waitFor()
  return page
}

/** Fills in the sign-in form. */
export async function signIn(page: Page, url: string, { administrator }: DashboardOwner): Promise<void> {
  await page.goto(`${url}/app/login`)
  await page.getByTestId('sign-in-form').locator('input[type=email]').fill(administrator.email)
  await page.getByTestId('sign-in-form').locator('input[type=password]').fill(administrator.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/accounts/)
}

/** The address of the view that holds every conversation. */
export function viewOfAll(url: string, { accountId }: DashboardOwner): string {
  return `${url}/app/accounts/${accountId}/conversations?view=all&status=all&sort=last_activity`
}
