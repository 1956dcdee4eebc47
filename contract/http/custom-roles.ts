import { z } from 'zod'
import { list, text, textOrNone } from './fields.ts'

const permission = z.enum([
  'conversation_manage',
  'conversation_unassigned_manage',
  'conversation_participating_manage',
  'contact_manage',
  'report_manage',
  'knowledge_base_manage',
])

// A form has no empty list: what it says instead is one empty text.
const permissions = z.preprocess((value) => (value === '' ? [] : value), list(permission))

/** PATCH ~/custom_roles/:id (contract 2.22); conversation_scope is our addition. */
export const customRoleBody = z.object({
  name: text.optional(),
  description: textOrNone.optional(),
  permissions: permissions.optional(),
  conversation_scope: z.enum(['inbox', 'team']).optional(),
})

/** POST ~/custom_roles. */
export const newCustomRoleBody = customRoleBody.extend({ name: text })
