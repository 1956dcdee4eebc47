const known = new Set(['network', 'timeout', 'gone'])

/** A key of the catalogue (with values) that says why something failed, in words a person can act on. */
export function failureText(cause: unknown): { key: string; values: Record<string, string> } {
  const message = cause instanceof Error ? cause.message : String(cause ?? '')
  if (known.has(message)) return { key: `failure.${message}`, values: {} }
  if (message === '') return { key: 'failure.unknown', values: {} }
  return { key: 'failure.said', values: { message } }
}
