import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Panel } from './dashboard-app.ts'

/** What may be said of a dashboard app; what is absent stays. */
export interface DashboardAppChanges {
  title?: string | undefined
  content?: Panel[] | undefined
}

/** Puts a dashboard app beside the conversations. Returns its id. */
export async function installDashboardApp(work: Work, input: DashboardAppChanges): Promise<number> {
  const row = await work.tx
    .insertInto('dashboard_apps')
    .values({
      account_id: work.accountId,
      title: titleOf(input.title ?? ''),
      content: contentOf(input.content ?? []),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes a dashboard app. */
export async function changeDashboardApp(work: Work, id: number, changes: DashboardAppChanges): Promise<void> {
  const row = await work.tx
    .updateTable('dashboard_apps')
    .set({
      ...(changes.title !== undefined && { title: titleOf(changes.title) }),
      ...(changes.content !== undefined && { content: contentOf(changes.content) }),
      updated_at: work.now,
    })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

/** Takes a dashboard app away. */
export async function removeDashboardApp(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('dashboard_apps')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

function titleOf(text: string): string {
  const title = text.trim()
  if (title === '' || title.length > 255) throw invalid('title', 'title must have 1 to 255 characters')
  return title
}

function contentOf(panels: Panel[]): string {
  if (panels.length === 0 || panels.length > 20 || !panels.every((panel) => isWebAddress(panel.url))) {
    throw invalid('content', 'content must be a list of 1 to 20 frames whose url begins with https:// or http://')
  }
  return JSON.stringify(panels)
}

// Only these: a page in a frame must not be able to bring a script of its own into ours.
function isWebAddress(text: string): boolean {
  return text.length <= 2000 && URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}
