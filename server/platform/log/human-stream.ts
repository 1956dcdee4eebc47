import type { WriteStream } from 'node:tty'

/** Receives finished lines, each ending in a newline. */
export interface LogDestination {
  write(line: string): void
}

const COLOURS: Record<string, number> = { trace: 90, debug: 90, info: 32, warn: 33, error: 31, fatal: 31 }

/** A destination that turns each JSON line into one short line for a person at a terminal; an error's stack follows below. */
export function humanStream(terminal: Pick<WriteStream, 'write' | 'hasColors'>): LogDestination {
  const paint = (code: number, text: string) => (terminal.hasColors() ? `\u001B[${code}m${text}\u001B[0m` : text)
  return { write: (line) => void terminal.write(humanLine(line, paint)) }
}

function humanLine(line: string, paint: (code: number, text: string) => string): string {
  const { level, time, msg, err, ...rest } = parse(line)
  const label = typeof level === 'string' ? level : 'info'
  const clock = new Date(typeof time === 'string' ? time : Date.now()).toTimeString().slice(0, 8)
  const fields = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const head = [paint(90, clock), paint(COLOURS[label] ?? 0, label.padEnd(5)), msg, paint(90, fields.join(' '))]
  return `${head.filter((part) => part !== undefined && part !== '').join(' ')}${errorBelow(err)}\n`
}

function errorBelow(err: unknown): string {
  if (typeof err !== 'object' || err === null) return ''
  const text = 'stack' in err ? err.stack : 'message' in err ? err.message : JSON.stringify(err)
  return `\n  ${String(text).replaceAll('\n', '\n  ')}`
}

function parse(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return { msg: line.trimEnd() }
  }
}
