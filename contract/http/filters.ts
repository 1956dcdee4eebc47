import { z } from 'zod'
import { conversationsQuery } from './conversations.ts'
import { attributes, json, list, numbered, text, textOrNone } from './fields.ts'

/** One row of a filter (contract 2.10). Which keys, operators and values there are is checked where they are known. */
export const filterRow = z.object({
  attribute_key: text,
  filter_operator: text,
  values: z.preprocess((value) => value ?? [], list(json)),
  query_operator: textOrNone.optional(),
  custom_attribute_type: z.preprocess(
    (value) => (value === '' || value === 'null' ? null : value),
    z.enum(['conversation_attribute', 'contact_attribute']).nullish(),
  ),
})

/** POST ~/conversations/filter and ~/contacts/filter. */
export const filterBody = z.object({ payload: list(filterRow) })

/** The query of POST ~/conversations/filter; all but `page` is ours, as in the list. */
export const filteredConversationsQuery = conversationsQuery.pick({
  page: true,
  per_page: true,
  cursor: true,
  sort_by: true,
})

/** The query of POST ~/contacts/filter; cursor and per_page are ours, as in the list. */
export const filteredContactsQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).optional(),
  cursor: text.optional(),
  sort: z
    .string()
    .regex(
      /^-?(name|email|phone_number|last_activity_at|created_at|company_name|city|country)$/,
      'must be name, email, phone_number, last_activity_at, created_at, company_name, city or country, with - for descending',
    )
    .optional(),
})

const filterType = numbered(['conversation', 'contact', 'report'])

/** GET ~/custom_filters (contract 2.7). */
export const customFiltersQuery = z.object({ filter_type: filterType.default('conversation') })

/** POST ~/custom_filters; `type` is what the published description calls filter_type. */
export const newCustomFilterBody = z.preprocess(
  (body) => (isObject(body) && body['filter_type'] === undefined ? { ...body, filter_type: body['type'] } : body),
  z.object({ name: text, filter_type: filterType.default('conversation'), query: attributes }),
)

/** PATCH ~/custom_filters/:id. */
export const customFilterBody = z.object({
  name: text.optional(),
  filter_type: filterType.optional(),
  query: attributes.optional(),
})

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
