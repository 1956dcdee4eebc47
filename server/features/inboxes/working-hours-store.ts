import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { checkedHours, usualHours, type WorkingHours } from './working-hours.ts'

/** The working hours of the inboxes of a query. */
export const workingHours = sql<WorkingHours[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('dayOfWeek', day_of_week, 'closedAllDay', closed_all_day,
    'openAllDay', open_all_day, 'openHour', open_hour, 'openMinutes', open_minutes,
    'closeHour', close_hour, 'closeMinutes', close_minutes) order by day_of_week), '[]')
  from working_hours where working_hours.inbox_id = inboxes.id)`.as('workingHours')

/** Sets the days that are named; the others stay. */
export async function setWorkingHours(work: Work, inboxId: number, hours: WorkingHours[]): Promise<void> {
  if (hours.length === 0) return
  const rows = checkedHours(hours).map((one) => ({
    inbox_id: inboxId,
    day_of_week: one.dayOfWeek,
    closed_all_day: one.closedAllDay,
    open_all_day: one.openAllDay,
    open_hour: one.openHour,
    open_minutes: one.openMinutes,
    close_hour: one.closeHour,
    close_minutes: one.closeMinutes,
  }))
  await work.tx
    .insertInto('working_hours')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['inbox_id', 'day_of_week']).doUpdateSet((eb) => ({
        closed_all_day: eb.ref('excluded.closed_all_day'),
        open_all_day: eb.ref('excluded.open_all_day'),
        open_hour: eb.ref('excluded.open_hour'),
        open_minutes: eb.ref('excluded.open_minutes'),
        close_hour: eb.ref('excluded.close_hour'),
        close_minutes: eb.ref('excluded.close_minutes'),
      })),
    )
    .execute()
}

/** Gives a new inbox its week: the usual one, with the days that are named. */
export async function insertWorkingHours(work: Work, inboxId: number, hours: WorkingHours[] = []): Promise<void> {
  await setWorkingHours(work, inboxId, usualHours)
  await setWorkingHours(work, inboxId, hours)
}
