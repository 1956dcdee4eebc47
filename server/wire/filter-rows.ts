import type { z } from 'zod'
import type { filterBody } from '../../contract/http/filters.ts'
import type { FilterRow } from '../kernel/filter/row.ts'

const OWNERS = { conversation_attribute: 'conversation', contact_attribute: 'contact' } as const

/** Filter rows of the contract (2.10) in our words; nothing is checked but their form. */
export function filterRows({ payload }: z.output<typeof filterBody>): FilterRow[] {
  return payload.map((row) => ({
    key: row.attribute_key,
    operator: row.filter_operator,
    values: row.values,
    joiner: row.query_operator || null,
    attributeOf: row.custom_attribute_type ? OWNERS[row.custom_attribute_type] : null,
  }))
}
