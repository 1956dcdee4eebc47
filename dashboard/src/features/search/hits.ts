import type { Found, FoundContact, FoundConversation, FoundKind, FoundMessage } from '../../api/search.ts'

export type Hit =
  | { kind: 'conversations'; key: string; row: FoundConversation }
  | { kind: 'messages'; key: string; row: FoundMessage }
  | { kind: 'contacts'; key: string; row: FoundContact }

/** The groups in the order in which they are shown. */
export const foundKinds = ['conversations', 'messages', 'contacts'] as const satisfies readonly FoundKind[]

export function hitsOf(found: Partial<Found>, kind: FoundKind): Hit[] {
  return (found[kind] ?? []).map((row) => ({ kind, key: `${kind}-${row.id}`, row }) as Hit)
}
