import { invalid } from '../../kernel/refusal.ts'

/** What a column of a file becomes: a detail of the contact, an additional attribute, or a custom attribute of the column's name. */
export interface CsvColumn {
  /** As the file calls it. */
  header: string
  kind: 'detail' | 'additional' | 'custom'
  field: string
}

const DETAILS = new Set(['name', 'email', 'phone_number', 'identifier'])
const ADDITIONAL = new Set(['company_name', 'city', 'country', 'country_code', 'description'])

// What other programs call the same.
const ALIASES: Record<string, string> = {
  full_name: 'name',
  e_mail: 'email',
  email_address: 'email',
  phone: 'phone_number',
  mobile: 'phone_number',
  company: 'company_name',
}

const MAXIMUM_COLUMNS = 200

/** Reads the header of a file: what each column becomes. Refuses a header that names no detail, or one twice. */
export function mapColumns(headers: string[]): CsvColumn[] {
  if (headers.length > MAXIMUM_COLUMNS) throw refused(`may have at most ${MAXIMUM_COLUMNS} columns`)
  const columns = headers.map((header, at) => columnOf(header.trim(), at))
  const twice = columns.find((one, at) => columns.findIndex((other) => isSame(one, other)) !== at)
  if (twice) throw refused(`has two columns for ${twice.field}: rename one of them`)
  if (!columns.some((one) => one.kind === 'detail')) {
    throw refused('needs a first row that names its columns, one of them name, email, phone_number or identifier')
  }
  return columns
}

function columnOf(header: string, at: number): CsvColumn {
  if (header === '') throw refused(`has no name over column ${at + 1}`)
  if (header.length > 255) throw refused(`has a name of more than 255 characters over column ${at + 1}`)
  const plain = header.toLowerCase().replaceAll(/[\s-]+/g, '_')
  const field = ALIASES[plain] ?? plain
  if (DETAILS.has(field)) return { header, kind: 'detail', field }
  return ADDITIONAL.has(field) ? { header, kind: 'additional', field } : { header, kind: 'custom', field: plain }
}

function isSame(one: CsvColumn, other: CsvColumn): boolean {
  return one.kind === other.kind && one.field === other.field
}

function refused(what: string) {
  return invalid('import_file', `import_file ${what}`)
}
