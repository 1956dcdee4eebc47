import type { RawBuilder } from 'kysely'
import { attributeValue } from '../../platform/filter/attribute-value.ts'
import type { SqlKey } from '../../platform/filter/compile-filter.ts'
import { COMPARED_AS, type AttributeDefinition, type Owner } from './definition.ts'

/** The key of filter rows for a custom attribute, whose values lie in this jsonb column; undefined when nobody defined it. */
export function attributeFilterKey(
  definitions: AttributeDefinition[],
  attribute: { owner: Owner; key: string; column: RawBuilder<unknown> },
): SqlKey | undefined {
  const { owner, key, column } = attribute
  const definition = definitions.find((one) => one.owner === owner && one.key === key)
  if (!definition) return undefined
  const type = COMPARED_AS[definition.displayType]
  return { type, expression: attributeValue(column, key, type) }
}
