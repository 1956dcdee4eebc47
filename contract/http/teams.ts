import { z } from 'zod'
import { flag, id, list, text, textOrNone } from './fields.ts'

/** PATCH ~/teams/:id (contract 2.5). */
export const teamBody = z.object({
  name: text.optional(),
  description: textOrNone.optional(),
  allow_auto_assign: flag.optional(),
})

/** POST ~/teams. */
export const newTeamBody = teamBody.extend({ name: text })

/** POST, PATCH and DELETE ~/teams/:team_id/team_members. */
export const teamMembersBody = z.object({ user_ids: list(id) })
