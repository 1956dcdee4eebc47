import { accountId } from '../../session/current-account.ts'
import { recall, remember } from '../../session/remember.ts'
import { useSession } from '../../session/session-store.ts'

const MOST = 6

/** By agent too: two people may share a browser. */
const key = () => `searches:${useSession().user?.id ?? 0}:${accountId.value}`

export function recentSearches(): string[] {
  const known = recall<unknown>(key(), [])
  return Array.isArray(known) ? known.filter((one) => typeof one === 'string') : []
}

/** The latest first, each once. */
export function keepSearch(text: string): void {
  const kept = text.trim()
  if (kept !== '') remember(key(), [kept, ...recentSearches().filter((one) => one !== kept)].slice(0, MOST))
}

export function forgetSearches(): void {
  remember(key(), null)
}
