import type { AttributeDefinition, AttributeType } from '../../api/settings.ts'

interface AttributeDraft {
  model: AttributeDefinition['attribute_model']
  name: string
  key: string
  type: AttributeType
  about: string
  /** One value a line. */
  values: string
  pattern: string
  cue: string
}

export const blankAttribute = (): AttributeDraft => ({
  model: 'contact_attribute',
  name: '',
  key: '',
  type: 'text',
  about: '',
  values: '',
  pattern: '',
  cue: '',
})

/** The key that a name suggests: `Order number` becomes `order_number`. */
export function attributeKey(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, '_').replaceAll(/^_+|_+$/g, '')
}

export function readAttribute(one: AttributeDefinition): AttributeDraft {
  return {
    model: one.attribute_model,
    name: one.attribute_display_name,
    key: one.attribute_key,
    type: one.attribute_display_type,
    about: one.attribute_description ?? '',
    values: one.attribute_values.join('\n'),
    pattern: one.regex_pattern ?? '',
    cue: one.regex_cue ?? '',
  }
}

/** Key, model and type are said once; what the type has no use for is not sent. */
export function writeAttribute(draft: AttributeDraft, row: AttributeDefinition | null) {
  const fixed = {
    attribute_model: draft.model,
    attribute_key: draft.key.trim() || attributeKey(draft.name),
    attribute_display_type: draft.type,
  }
  const lines = draft.values.split('\n').map((line) => line.trim())
  return {
    ...(row ? {} : fixed),
    attribute_display_name: draft.name,
    attribute_description: draft.about,
    ...(draft.type === 'list' ? { attribute_values: lines.filter(Boolean) } : {}),
    ...(draft.type === 'text'
      ? { regex_pattern: draft.pattern || null, regex_cue: (draft.pattern && draft.cue) || null }
      : {}),
  }
}
