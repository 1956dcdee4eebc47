import { invalid } from '../../kernel/refusal.ts'
import { OWNERS, type AttributeDefinition, type DisplayType, type Owner } from './definition.ts'
import { STANDARD_KEYS } from './standard-keys.ts'

/** What may be said of a definition; what is absent stays. */
export interface DefinitionChanges {
  owner?: Owner | undefined
  key?: string | undefined
  displayName?: string | undefined
  displayType?: DisplayType | undefined
  description?: string | null | undefined
  choices?: string[] | undefined
  pattern?: string | null | undefined
  patternCue?: string | null | undefined
  defaultValue?: string | null | undefined
}

type Columns = Omit<AttributeDefinition, 'id' | 'accountId' | 'createdAt' | 'updatedAt'>

const LONGEST = 255

/** The definition that the changes lead to, from what was there; refuses what does not fit by its field. */
export function definitionAfter(before: Partial<Columns>, changes: DefinitionChanges): Columns {
  const displayType = changes.displayType ?? before.displayType ?? 'text'
  const owner = changes.owner ?? before.owner
  if (!owner) throw invalid('attribute_model', `attribute_model is needed: 0, 1 or 2 for ${OWNERS.join(', ')}`)
  const pattern = patternOf(displayType, changes.pattern === undefined ? before.pattern : changes.pattern)
  if (!pattern && changes.patternCue) throw invalid('regex_cue', 'regex_cue needs a regex_pattern that it explains')
  return {
    owner,
    key: keyOf(owner, changes.key ?? before.key),
    displayName: named('attribute_display_name', changes.displayName ?? before.displayName),
    displayType,
    description: changes.description === undefined ? (before.description ?? null) : changes.description || null,
    choices: choicesOf(changes.choices ?? before.choices ?? []),
    pattern,
    patternCue: pattern ? (changes.patternCue === undefined ? before.patternCue : changes.patternCue) || null : null,
    defaultValue: changes.defaultValue === undefined ? (before.defaultValue ?? null) : changes.defaultValue || null,
  }
}

function keyOf(owner: Owner, text: string | undefined): string {
  const key = named('attribute_key', text)
  if (/\p{Cc}/u.test(key)) throw invalid('attribute_key', 'attribute_key must be one line of text')
  if (STANDARD_KEYS[owner].includes(key)) {
    throw invalid('attribute_key', `attribute_key ${key} is a standard attribute of every ${owner}: choose another`)
  }
  return key
}

function named(field: string, text: string | undefined): string {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '' || trimmed.length > LONGEST) throw invalid(field, `${field} must have 1 to ${LONGEST} characters`)
  return trimmed
}

function choicesOf(choices: string[]): string[] {
  const trimmed = choices.map((choice) => choice.trim())
  if (trimmed.some((choice) => choice === '' || choice.length > LONGEST) || trimmed.length > 1000) {
    throw invalid('attribute_values', `attribute_values must be at most 1000 texts of 1 to ${LONGEST} characters`)
  }
  return [...new Set(trimmed)]
}

function patternOf(displayType: DisplayType, pattern: string | null | undefined): string | null {
  if (!pattern) return null
  if (displayType !== 'text') throw invalid('regex_pattern', 'regex_pattern is for attributes of the type text only')
  if (pattern.length > 1000 || !isPattern(pattern)) {
    throw invalid('regex_pattern', 'regex_pattern must be a regular expression of at most 1000 characters')
  }
  return pattern
}

function isPattern(text: string): boolean {
  // Clients send it with or without the slashes of a literal.
  const body = /^\/(.+)\/[a-z]*$/s.exec(text)?.[1] ?? text
  try {
    return new RegExp(body) instanceof RegExp
  } catch {
    return false
  }
}
