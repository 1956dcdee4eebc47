import { z } from 'zod'
import { list, numbered, text, textOrNone } from './fields.ts'

/** Whose attributes there are, in the order of their numbers. */
const MODELS = ['conversation_attribute', 'contact_attribute', 'company_attribute'] as const

const DISPLAY_TYPES = ['text', 'number', 'currency', 'percent', 'link', 'date', 'list', 'checkbox'] as const

/** GET ~/custom_attribute_definitions (contract 2.7). */
export const attributeDefinitionsQuery = z.object({ attribute_model: numbered(MODELS).optional() })

/** POST ~/custom_attribute_definitions, and PATCH of one: numbers or words are taken, words are given. */
export const attributeDefinitionBody = z.object({
  attribute_display_name: text.optional(),
  attribute_display_type: numbered(DISPLAY_TYPES).optional(),
  attribute_description: textOrNone.optional(),
  attribute_key: text.optional(),
  attribute_values: z.preprocess((value) => (value === '' || value === null ? [] : value), list(text)).optional(),
  attribute_model: numbered(MODELS).optional(),
  regex_pattern: textOrNone.optional(),
  regex_cue: textOrNone.optional(),
  default_value: textOrNone.optional(),
})
