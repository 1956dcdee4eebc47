import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { invalid, type Refusal } from '../../kernel/refusal.ts'

/** A row of a CSV file. */
export interface CsvRow {
  cells: string[]
  /** The line that it begins in, counted from 1. */
  line: number
  /** The line that it ends in. */
  lastLine: number
  /** The byte after it, where reading may go on. */
  end: number
}

/** Where in a file reading begins: at its beginning, or after a row that was read before. */
export interface CsvPlace {
  delimiter: string
  position: number
  line: number
}

const MAXIMUM_ROW_CHARACTERS = 100_000

/** Reads the rows of a CSV file (RFC 4180) from a place in it, as they come; throws a refusal for what is no such file. */
export async function* readCsv(bytes: Readable, place: CsvPlace): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: place.delimiter,
    bom: place.position === 0,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAXIMUM_ROW_CHARACTERS,
  })
  // What goes wrong here ends the parser, and is thrown where its rows are read.
  pipeline(bytes, onlyUtf8(), parser).catch(() => undefined)
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const inside = record.reduce((count, cell) => count + cell.split('\n').length - 1, 0)
      const lastLine = place.line + info.lines
      yield { cells: record, line: lastLine - inside, lastLine, end: place.position + info.bytes }
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error, place) : error
  }
}

interface Parsed {
  record: string[]
  info: { lines: number; bytes: number }
}

function explain(error: CsvError, place: CsvPlace): Refusal {
  const line = place.line + Number(error['lines'] ?? 0)
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return invalid('import_file', `import_file has a quotation mark in line ${line} that is never closed`)
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return invalid(
      'import_file',
      `import_file has a row of more than ${MAXIMUM_ROW_CHARACTERS} characters at line ${line}`,
    )
  }
  return invalid('import_file', `import_file cannot be read as CSV at line ${line}`)
}

/** Passes UTF-8 through (RFC 3629) and refuses anything else: guessing would turn names into rubbish without anybody noticing. */
function onlyUtf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const check = (chunk: Buffer | undefined) => {
    try {
      return !decoder.decode(chunk, { stream: chunk !== undefined }).includes('\0')
    } catch {
      return false
    }
  }
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => (check(chunk) ? done(null, chunk) : done(notUtf8())),
    flush: (done) => (check(undefined) ? done() : done(notUtf8())),
  })
}

function notUtf8(): Refusal {
  return invalid('import_file', 'import_file must be a text in UTF-8. Export it again with that encoding.')
}

/** The delimiter of a file by its first line: comma, semicolon or tab, whichever stands most often outside quotes. */
export function findDelimiter(head: Buffer): string {
  const line =
    head
      .toString('utf8')
      .replaceAll(/"[^"]*"/g, '')
      .split(/[\r\n]/, 1)[0] ?? ''
  const counts = [',', ';', '\t'].map((delimiter) => [delimiter, line.split(delimiter).length] as const)
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}
