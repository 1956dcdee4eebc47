import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { DashboardApp } from './dashboard-app.ts'

const columns = ['id', 'account_id as accountId', 'title', 'content', 'created_at as createdAt'] as const

/** The dashboard apps of an account, in the order of their making. */
export async function listDashboardApps(db: Reader, accountId: number): Promise<DashboardApp[]> {
  const rows = await db
    .selectFrom('dashboard_apps')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
  return rows as DashboardApp[]
}

/** A dashboard app of the account, or a refusal. */
export async function loadDashboardApp(db: Reader, accountId: number, id: number): Promise<DashboardApp> {
  const row = await db
    .selectFrom('dashboard_apps')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as DashboardApp
}
