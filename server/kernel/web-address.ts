import { invalid } from './refusal.ts'

const LONGEST = 2000

/**
 * An http or https address that requests may be sent to, as it was given. Refuses anything else, and a name or password in it: an
 * address is shown and logged.
 */
export function webAddress(field: string, text: string): string {
  const address = text.trim()
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || address.length > LONGEST) {
    throw invalid(field, `${field} must be an address such as https://example.com/hook`)
  }
  if (url.username || url.password) {
    throw invalid(field, `${field} must not carry a user name or a password`)
  }
  return address
}
