import type { AttributeDefinition, PreChatField } from '../../../api/settings.ts'

/** The fields that every form can have, in the contract's words. */
const STANDARD: readonly PreChatField[] = [
  {
    name: 'emailAddress',
    type: 'email',
    field_type: 'standard',
    label: 'E-mail',
    placeholder: '',
    required: true,
    enabled: true,
  },
  {
    name: 'fullName',
    type: 'text',
    field_type: 'standard',
    label: 'Name',
    placeholder: '',
    required: false,
    enabled: true,
  },
  {
    name: 'phoneNumber',
    type: 'text',
    field_type: 'standard',
    label: 'Phone',
    placeholder: '',
    required: false,
    enabled: false,
  },
]

/** Every field there could be: those that are set in their order, then what is left, switched off. */
export function allFields(
  stored: readonly PreChatField[],
  definitions: readonly AttributeDefinition[],
): PreChatField[] {
  const known = new Set(stored.map((one) => one.name))
  const offered = [...STANDARD, ...definitions.map(fieldOf)]
  // A form that was never set begins with what most ask for; one that was set says itself what is on.
  const others = offered.filter((one) => !known.has(one.name))
  const rest = stored.length === 0 ? others : others.map((one) => ({ ...one, enabled: false }))
  const exists = (one: PreChatField) => offered.some((other) => other.name === one.name)
  return [...stored.filter(exists), ...rest].map((one) => ({ ...one }))
}

function fieldOf(one: AttributeDefinition): PreChatField {
  return {
    name: one.attribute_key,
    type: one.attribute_display_type,
    field_type: one.attribute_model,
    label: one.attribute_display_name,
    placeholder: '',
    required: false,
    enabled: false,
    values: one.attribute_values,
    regex_pattern: one.regex_pattern,
    regex_cue: one.regex_cue,
  }
}

/** The list with one field a place further up or down. */
export function moved<Item>(items: readonly Item[], index: number, step: 1 | -1): Item[] {
  const to = index + step
  if (to < 0 || to >= items.length) return [...items]
  const rest = items.toSpliced(index, 1)
  return rest.toSpliced(to, 0, items[index] as Item)
}
