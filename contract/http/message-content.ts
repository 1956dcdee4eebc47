import { z } from 'zod'
import { list, text } from './fields.ts'

// What a visitor's page opens when somebody clicks: nothing that runs there.
const address = text.refine(
  (value) => /^(https?:\/\/|mailto:|tel:)\S+$/i.test(value),
  'must be an address that begins with https://, http://, mailto: or tel:',
)

const MOST = 100
const items = <T extends z.ZodType>(item: T) => list(item).pipe(z.array(z.any()).min(1).max(MOST))

const choice = z.looseObject({ title: text, value: text })

const action = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('link'), text, uri: address }),
  z.looseObject({ type: z.literal('postback'), text, payload: text }),
])

const card = z.looseObject({
  title: text,
  description: text.nullable().optional(),
  media_url: address.nullable().optional(),
  actions: list(action).optional(),
})

const field = z.looseObject({
  name: text,
  type: text,
  label: text.optional(),
  placeholder: text.nullable().optional(),
  default: text.nullable().optional(),
  pattern: text.nullable().optional(),
  options: z.array(z.looseObject({ label: text, value: text })).optional(),
})

const article = z.looseObject({ title: text, description: text.nullable().optional(), link: address })

const withItems = <T extends z.ZodType>(item: T) =>
  z.object({ content_attributes: z.looseObject({ items: items(item) }) })

/** What the `content_attributes` of a message must hold, by its `content_type` (contract 2.11). */
export const contentOfType = {
  input_select: withItems(choice),
  cards: withItems(card),
  form: withItems(field),
  article: withItems(article),
}
