import type { Work } from '../../platform/database/unit-of-work.ts'

/** Keeps when the widget of a website was opened for the first time; the later times say nothing new. */
export async function noteWidgetSeen(work: Work, inboxId: number): Promise<void> {
  await work.tx
    .updateTable('web_widgets')
    .set({ seen_at: work.now })
    .where('inbox_id', '=', inboxId)
    .where('seen_at', 'is', null)
    .execute()
}
