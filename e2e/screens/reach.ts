import type { Page } from 'playwright-core'

/** Where the pages of the demo company's account begin, for instance http://127.0.0.1:3000/app/accounts/1. */
export type Reach = (page: Page, account: string) => Promise<void>

/** How to reach each screen of an area from a signed-in dashboard, by the name of its picture. */
export type Screens = Record<string, Reach>
