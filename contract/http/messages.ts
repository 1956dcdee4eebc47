import { z } from 'zod'
import { attributes, flag, handle, id, idOrNone, json, list, moment, text } from './fields.ts'

/** GET …/messages (contract 2.11). */
export const messagesQuery = z.object({ before: id.optional(), after: z.coerce.number().int().min(0).optional() })

/** Types of content that may be sent; each that asks for something says what in its `content_attributes.items`. */
const contentType = z.enum([
  'text',
  'input_text',
  'input_textarea',
  'input_email',
  'input_select',
  'input_csat',
  'cards',
  'form',
  'article',
])

/** Addresses in one text with commas between them, or in a list. */
const addresses = z.preprocess(
  (value) => {
    const parts = typeof value === 'string' ? value.split(',') : value === null ? [] : value
    return Array.isArray(parts)
      ? parts.map((part) => (typeof part === 'string' ? part.trim() : part)).filter(Boolean)
      : parts
  },
  z
    .array(z.string().regex(/^(?=.{3,254}$)[^\s@,]+@[^\s@,]+$/, 'must be e-mail addresses with commas between them'))
    .max(100),
)

/** POST ~/conversations/:id/messages. Files are taken from `attachments`. */
export const newMessageBody = z.object({
  content: text.nullable().optional(),
  private: flag.optional(),
  message_type: z.enum(['outgoing', 'incoming']).optional(),
  content_type: contentType.nullable().optional(),
  content_attributes: attributes.optional(),
  sender_type: z.enum(['AgentBot', 'User']).nullable().optional(),
  sender_id: idOrNone.optional(),
  echo_id: text.optional(),
  source_id: handle.nullable().optional(),
  attachments: list(z.unknown()).optional(),
  to_emails: addresses.optional(),
  cc_emails: addresses.optional(),
  bcc_emails: addresses.optional(),
  template_params: attributes.optional(),
  campaign_id: idOrNone.optional(),
  external_created_at: moment.nullable().optional(),
  is_voice_message: flag.optional(),
})

/** POST …/messages/:id/translate. */
export const translationBody = z.object({
  target_language: text.refine(
    (value) => /^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/.test(value),
    'must be a language code',
  ),
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
    .object({
      name: text.optional(),
      email: text.optional(),
      phone_number: text.optional(),
      /** Ours: what a pre-chat form asked of the contact. */
      custom_attributes: attributes.optional(),
    })
    .partial()
    .optional(),
  message: visitorMessageBody.optional(),
  custom_attributes: attributes.optional(),
  labels: list(text).optional(),
})

/** PATCH /api/v1/widget/messages/:id. */
export const visitorAnswerBody = z.object({
  contact: z.object({ email: text }).optional(),
  message: z.object({ submitted_values: json.optional(), submitted_email: text.optional() }).optional(),
})

/** PATCH …/messages/:id of the public API (contract 2.19). */
export const clientAnswerBody = z.object({ submitted_values: json.optional(), submitted_email: text.optional() })

/** `event_info` of `campaign.triggered`. */
export const answeredCampaign = z.object({ campaign_id: id, custom_attributes: attributes.optional() })

/** POST /api/v1/widget/events: the two that the widget knows (contract 2.20). */
export const visitorEventBody = z.object({
  name: z.enum(['webwidget.triggered', 'campaign.triggered']),
  event_info: attributes.optional(),
})
