import { z } from 'zod'
import { attributes, flag, handle, id, json, list, text } from './fields.ts'

/** GET …/messages (contract 2.11). */
export const messagesQuery = z.object({ before: id.optional(), after: z.coerce.number().int().min(0).optional() })

/** POST ~/conversations/:id/messages. Files are taken from `attachments`. */
export const newMessageBody = z.object({
  content: text.nullable().optional(),
  private: flag.optional(),
  message_type: z.enum(['outgoing', 'incoming']).optional(),
  content_type: z.enum(['text', 'input_select', 'cards', 'form', 'article', 'input_email']).optional(),
  content_attributes: attributes.optional(),
  sender_type: z.enum(['AgentBot', 'User']).nullable().optional(),
  sender_id: id.nullable().optional(),
  echo_id: text.optional(),
  source_id: handle.optional(),
  attachments: list(z.unknown()).optional(),
})

/** PATCH ~/conversations/:id/messages/:id (contract 2.11). */
export const deliveryBody = z.object({
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  external_error: text.nullable().optional(),
})

/** POST …/messages of the widget and the public API (contract 2.19, 2.20). */
export const visitorMessageBody = z.object({
  content: text.nullable().optional(),
  reply_to: id.nullable().optional(),
  timestamp: text.optional(),
  referer_url: text.optional(),
  echo_id: text.optional(),
  attachments: list(z.unknown()).optional(),
})

/** POST /api/v1/widget/labels. */
export const labelBody = z.object({ label: text })

/** What may come beside a visitor's first message. */
export const visitorConversationBody = z.object({
  contact: z
    .object({ name: text.optional(), email: text.optional(), phone_number: text.optional() })
    .partial()
    .optional(),
  message: visitorMessageBody.optional(),
  custom_attributes: attributes.optional(),
  labels: list(text).optional(),
})

/** PATCH /api/v1/widget/messages/:id. */
export const visitorAnswerBody = z.object({
  contact: z.object({ email: text }).optional(),
  message: z.object({ submitted_values: json }).optional(),
})
