import { z } from 'zod'
import { flag, id, idOrNone, moment, text } from './fields.ts'

const page = z.coerce.number().int().min(1).max(1000).default(1)

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)
const maybe = <T extends z.ZodType>(field: T) => z.preprocess(blankIsAbsent, field.optional())

/** `contact:12`, `agent:3`, or a part of a name. */
const writer = text
  .refine((value) => value.length <= 255, 'must have at most 255 characters')
  .transform((value) => {
    const [, kind, digits] = /^(contact|agent):(\d{1,9})$/.exec(value) ?? []
    if (!kind) return { name: value }
    return { kind: kind === 'agent' ? ('user' as const) : ('contact' as const), id: Number(digits) }
  })

/**
 * GET ~/search, ~/search/… and ~/conversations/search (contract 2.9, 2.12). `from`, `inbox_id`, `since` and `until` narrow the messages as
 * the contract's advanced search does; the others are ours.
 */
export const searchQuery = z.object({
  q: text.refine((value) => value.length <= 255, 'must have at most 255 characters').default(''),
  page,
  from: maybe(writer),
  inbox_id: maybe(id),
  since: maybe(moment),
  until: maybe(moment),
  assignee_id: maybe(idOrNone),
  team_id: maybe(id),
  label: maybe(text),
  status: maybe(z.enum(['open', 'pending', 'snoozed', 'resolved'])),
  unread: maybe(flag),
  has_file: maybe(flag),
})
