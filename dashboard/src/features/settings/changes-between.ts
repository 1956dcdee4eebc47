/** Whether two values of plain data are the same, whatever the order of their keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => sameValue((a as never)[key], (b as never)[key]))
}

/** The fields of `after` that `before` has otherwise. */
export function changesBetween<Fields extends Record<string, unknown>>(before: Fields, after: Fields): Partial<Fields> {
  const changed = Object.entries(after).filter(([key, value]) => !sameValue(before[key], value))
  return Object.fromEntries(changed) as Partial<Fields>
}
