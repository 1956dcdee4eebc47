import type { SavedFilter } from '../../api/filters.ts'
import type { ContactView } from './contact-view.ts'

interface Wanted {
  payload?: readonly object[]
  label?: string
}

/** What an export of a view holds: those found, those of its filter or its label, otherwise everybody. */
export function exportOf({ scope, words }: ContactView, segments: ReadonlyMap<number, SavedFilter>): Wanted {
  if (words.trim() !== '') return { payload: rowsOfWords(words.trim()) }
  if (scope.kind === 'label') return { label: scope.title }
  if (scope.kind === 'filter') return { payload: scope.rows }
  if (scope.kind === 'segment') return { payload: segments.get(scope.id)?.query.payload ?? [] }
  return {}
}

const SEARCHED = ['name', 'email', 'phone_number', 'identifier'] as const

/** What the search looks through, in the words of a filter. */
function rowsOfWords(words: string): object[] {
  return SEARCHED.map((key, at) => ({
    attribute_key: key,
    filter_operator: 'contains',
    values: [words],
    query_operator: at === SEARCHED.length - 1 ? null : 'or',
  }))
}
