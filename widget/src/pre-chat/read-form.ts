/** What the pre-chat form of an inbox may ask (contract 1.3); the settings are free-form, so that anything may be in them. */
export interface FormField {
  name: string
  /** Where the answer goes. */
  goesTo: 'standard' | 'contact_attribute' | 'conversation_attribute'
  draw: 'input' | 'select' | 'checkbox'
  type: string
  label: string
  placeholder: string
  required: boolean
  options: string[]
  pattern: RegExp | undefined
  patternHint: string
}

export type Answers = Record<string, string | boolean>

/** What is known already and therefore not asked. */
interface KnownDetails {
  name?: unknown
  email?: unknown
  phone_number?: unknown
  custom_attributes?: unknown
}

/** The names of the standard fields, and what the contact calls them. */
const standard: Record<string, 'name' | 'email' | 'phone_number'> = {
  fullName: 'name',
  emailAddress: 'email',
  phoneNumber: 'phone_number',
}

/** The labels that settings come with; who never changed them means the visitor's own language. */
const plainLabels = new Set([
  '',
  'name',
  'full name',
  'e-mail',
  'email',
  'email id',
  'email address',
  'phone',
  'phone number',
])

const inputTypes: Record<string, string> = { email: 'email', date: 'date', number: 'number', link: 'url' }

type Row = Record<string, unknown>
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
const words = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Settings keep patterns bare or between slashes; one that is none must not keep anybody from writing. */
function patternOf(text: string): RegExp | undefined {
  const [, inside, flags] = /^\/(.*)\/([imsu]*)$/s.exec(text) ?? [undefined, text, '']
  try {
    return text ? new RegExp(inside ?? '', flags) : undefined
  } catch {
    return undefined
  }
}

function typeOf(row: Row): Pick<FormField, 'draw' | 'type'> {
  const type = words(row.type)
  if (type === 'list' || type === 'select') return { draw: 'select', type: 'select' }
  if (type === 'checkbox') return { draw: 'checkbox', type: 'checkbox' }
  if (row.name === 'phoneNumber') return { draw: 'input', type: 'tel' }
  return { draw: 'input', type: inputTypes[type] ?? 'text' }
}

function fieldOf(row: Row, ownLabels: Record<string, string>): FormField {
  const name = words(row.name)
  const goesTo = standard[name] ? 'standard' : row.field_type
  const label = words(row.label)
  return {
    name,
    goesTo: goesTo === 'standard' || goesTo === 'contact_attribute' ? goesTo : 'conversation_attribute',
    ...typeOf(row),
    label: plainLabels.has(label.toLowerCase()) ? (ownLabels[standard[name] ?? ''] ?? (label || name)) : label,
    placeholder: words(row.placeholder),
    required: row.required === true,
    options: listOf(row.values).map((value) => (isRow(value) ? words(value.name) || words(value.value) : `${value}`)),
    pattern: patternOf(words(row.regex_pattern)),
    patternHint: words(row.regex_cue),
  }
}

/** Forms from before there were fields ask for name and address. */
function rowsOf(options: Row): Row[] {
  const rows = listOf(options.pre_chat_fields).filter(isRow)
  if (rows.length) return rows.filter((row) => row.enabled !== false && words(row.name))
  const required = options.require_email !== false
  return [
    { name: 'fullName', type: 'text', required },
    { name: 'emailAddress', type: 'email', required },
  ]
}

function isKnown(field: FormField, known: KnownDetails): boolean {
  const column = standard[field.name]
  if (column) return Boolean(known[column])
  const attributes = isRow(known.custom_attributes) ? known.custom_attributes : {}
  return field.goesTo === 'contact_attribute' && ![undefined, null, ''].includes(attributes[field.name] as undefined)
}

/** The fields to ask, in the order of the settings. */
export function fieldsToAsk(options: Row, known: KnownDetails, ownLabels: Record<string, string>): FormField[] {
  return rowsOf(options)
    .map((row) => fieldOf(row, ownLabels))
    .filter((field) => field.name !== '' && !isKnown(field, known))
}

/** Which sentence an answer deserves before it is sent, if any. */
export function complaintAbout({ type, required, pattern }: FormField, value: string | boolean = '') {
  if (typeof value === 'boolean') return required && !value ? 'required' : undefined
  const typed = value.trim()
  if (!typed) return required ? 'required' : undefined
  if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)) return 'emailInvalid'
  if (type === 'tel' && !/^\+[1-9]\d{4,14}$/.test(dialled(typed))) return 'phoneInvalid'
  if (type === 'number' && !Number.isFinite(Number(typed))) return 'valueInvalid'
  if (type === 'url' && !/^(https?:\/\/)?[^\s/.]+\.\S+$/i.test(typed)) return 'valueInvalid'
  return pattern && !pattern.test(typed) ? 'valueInvalid' : undefined
}

/** A number as it is dialled from anywhere (E.164); the desk keeps no other. */
const dialled = (typed: string): string => typed.replace(/[\s().-]/g, '').replace(/^00/, '+')

/** Puts the answers where the contract has them: the contact's details, its attributes, and the conversation's. */
export function detailsFrom(fields: FormField[], answers: Answers) {
  const contact: Record<string, unknown> = {}
  const ofContact: Row = {}
  const ofConversation: Row = {}
  for (const { name, type, goesTo } of fields) {
    const value = answers[name]
    const given = typeof value === 'string' ? value.trim() : value
    if (given === undefined || given === '') continue
    const column = standard[name]
    if (column) contact[column] = type === 'tel' ? dialled(String(given)) : given
    else (goesTo === 'contact_attribute' ? ofContact : ofConversation)[name] = type === 'number' ? Number(given) : given
  }
  if (Object.keys(ofContact).length) contact.custom_attributes = ofContact
  return { contact, customAttributes: ofConversation }
}
