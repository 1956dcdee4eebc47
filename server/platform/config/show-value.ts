import type { Setting } from './setting.ts'

/** The text of a value as people may see it: secrets hidden, and the password inside any URL too. */
export function showValue(setting: Setting, value: unknown): string {
  if (value === undefined) return 'not set'
  if (setting.secret) return '(hidden)'
  return withoutPassword(Array.isArray(value) ? value.join(',') : String(value))
}

function withoutPassword(text: string): string {
  return text.replace(/(\w+:\/\/)[^/\s]*@/g, '$1(hidden)@')
}
