import type { Json } from '../../kernel/event.ts'

/** What a saved filter is about. */
export type FilterType = 'conversation' | 'contact' | 'report'

/** A filter that somebody saved for themselves; nobody else sees it. */
export interface CustomFilter {
  id: number
  filterType: FilterType
  name: string
  /** As the client sent it; its rows were checked when it was saved. */
  query: { [key: string]: Json }
  createdAt: Date
  updatedAt: Date
}
