import { z } from 'zod'
import { attributes, flag, handle, id, idOrNone, list, moment, text } from './fields.ts'
import { newMessageBody } from './messages.ts'

const status = z.enum(['open', 'resolved', 'pending', 'snoozed'])
const priority = z.enum(['low', 'medium', 'high', 'urgent'])

/** GET ~/conversations and …/meta (contract 2.9); per_page and cursor are our additions. */
export const conversationsQuery = z.object({
  status: status.or(z.literal('all')).default('open'),
  assignee_type: z.enum(['me', 'unassigned', 'assigned', 'all']).optional(),
  conversation_type: z.enum(['mention', 'participating', 'unattended']).optional(),
  inbox_id: id.optional(),
  team_id: id.optional(),
  labels: list(text).optional(),
  source_id: handle.optional(),
  q: text.optional(),
  sort_by: text.optional(),
  updated_within: z.coerce.number().int().min(1).max(31_536_000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  per_page: z.coerce.number().int().min(1).max(100).optional(),
  cursor: text.optional(),
})

/** POST ~/conversations. */
export const newConversationBody = z.object({
  inbox_id: id,
  contact_id: id.optional(),
  source_id: handle.optional(),
  status: status.optional(),
  assignee_id: idOrNone.optional(),
  team_id: idOrNone.optional(),
  priority: priority.nullable().optional(),
  snoozed_until: moment.nullable().optional(),
  additional_attributes: attributes.optional(),
  custom_attributes: attributes.optional(),
  message: newMessageBody.optional(),
})

/** PATCH ~/conversations/:id and POST …/toggle_priority. */
export const priorityBody = z.object({
  priority: z.preprocess(
    (value) => (value === '' || value === 'none' || value === 'nil' ? null : value),
    priority.nullable(),
  ),
})

/** POST …/toggle_status. */
export const statusBody = z.object({ status: status.optional(), snoozed_until: moment.nullable().optional() })

/** POST …/assignments: an agent or a bot, or else a team. */
export const assignmentBody = z
  .object({
    assignee_id: idOrNone.optional(),
    assignee_type: z.enum(['User', 'AgentBot']).nullable().optional(),
    team_id: idOrNone.optional(),
  })
  .refine((body) => body.assignee_id !== undefined || body.team_id !== undefined, {
    path: ['assignee_id'],
    message: 'assignee_id or team_id must be given',
  })

/** POST …/toggle_typing_status, and toggle_typing of the widget. */
export const typingBody = z.object({ typing_status: z.enum(['on', 'off']), is_private: flag.optional() })

/** POST …/custom_attributes. */
export const customAttributesBody = z.object({ custom_attributes: attributes })

/** POST /api/v1/widget/conversations/destroy_custom_attributes; the contract's key is in the singular. */
export const dropAttributesBody = z.object({ custom_attribute: list(text) })

/** POST, PATCH, PUT and DELETE …/participants. */
export const participantsBody = z.object({ user_ids: list(id) })

/** PUT and PATCH …/draft_messages; no message is no draft. The note is our addition, and stays when it is not said. */
export const draftBody = z.object({ message: text.nullable().default(''), note: text.nullable().optional() })

/** POST …/transcript. */
export const transcriptBody = z.object({ email: z.email('must look like name@example.com') })

/** GET …/attachments. */
export const filesQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) })
