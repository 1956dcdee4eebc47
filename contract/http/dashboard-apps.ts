import { z } from 'zod'
import { list, text } from './fields.ts'

/** POST ~/dashboard_apps (contract 2.7). */
export const newDashboardAppBody = z.object({
  title: text,
  content: list(z.object({ type: z.literal('frame'), url: text })),
})

/** PATCH ~/dashboard_apps/:id. */
export const dashboardAppBody = newDashboardAppBody.partial()
