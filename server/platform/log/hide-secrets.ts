const MASK = '(hidden)'
const DEEPEST = 8

type Fields = Record<string, unknown>

/** A copy of the fields with secret values masked by key, at any depth; the keys in `untouched` are left as they are. */
export function hideSecrets(fields: Fields, untouched?: Set<string>): Fields {
  return copyFields(fields, [], untouched)
}

/** Masks secret parameters of URL queries and the credentials of URLs anywhere in a text. */
export function hideInText(text: string): string {
  return text
    .replace(
      /([?&](?!website_token=)(?:[\w.%[\]-]*token|cw_conversation|sig|signature|password|secret|otp|code)=)[^&#\s"'\\]*/gi,
      `$1${MASK}`,
    )
    .replace(/(\b[a-z][a-z\d+.-]*:\/\/)[^/\s"'\\@?#]+@/gi, `$1${MASK}@`)
}

// The website token names a site and stands in its page; a token's type or life time is no secret either.
const PUBLIC_KEYS = new Set(['websitetoken', 'tokentype', 'tokenexpiry'])
const SECRET_KEY =
  /password|token|authorization|cookie|secret|apikey|privatekey|masterkey|signature|^sig$|^otp|^cwconversation$/

function isSecret(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, '')
  return SECRET_KEY.test(plain) && !PUBLIC_KEYS.has(plain)
}

function copyFields(fields: object, above: object[], untouched?: Set<string>): Fields {
  const copy: Fields = {}
  for (const [key, value] of Object.entries(fields)) {
    if (untouched?.has(key)) copy[key] = value
    else if (isSecret(key) && holdsSomething(value)) copy[key] = MASK
    else copy[key] = copyValue(value, [...above, fields])
  }
  return copy
}

function holdsSomething(value: unknown): boolean {
  return value !== null && value !== undefined && typeof value !== 'boolean'
}

function copyValue(value: unknown, above: object[]): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (above.includes(value)) return '[circular]'
  if (above.length > DEEPEST) return '[too deep]'
  if (Array.isArray(value)) return value.map((item: unknown) => copyValue(item, [...above, value]))
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (value instanceof Error)
    return copyFields(
      { ...Object.fromEntries(Object.entries(value)), type: value.name, message: value.message, stack: value.stack },
      above,
    )
  if (hasToJson(value)) return copyValue(value.toJSON(), [...above, value])
  return copyFields(value, above)
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function'
}
