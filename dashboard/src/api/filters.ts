import { request } from './client.ts'
import type { Conversation, ConversationCounts } from './wire.ts'

export type FilterValue = string | number | boolean

/** One row of a filter (contract 2.10); the last one joins nothing. */
export interface FilterRow {
  attribute_key: string
  filter_operator: string
  values: FilterValue[]
  query_operator: 'and' | 'or' | null
  custom_attribute_type?: 'conversation_attribute' | 'contact_attribute' | null
}

export type FilterKind = 'conversation' | 'contact'

/** A filter somebody keeps: a folder of conversations or a segment of contacts. */
export interface SavedFilter {
  id: number
  name: string
  filter_type: FilterKind | 'report'
  query: { payload?: FilterRow[] }
}

export interface AttributeDefinition {
  id: number
  attribute_display_name: string
  attribute_display_type: string
  attribute_key: string
  attribute_values: string[]
  attribute_model: 'conversation_attribute' | 'contact_attribute' | (string & {})
}

export interface FilteredConversations {
  meta: Omit<ConversationCounts, 'assigned_count'> & { next_cursor?: string | null }
  payload: Conversation[]
}

const account = (accountId: number) => `/api/v1/accounts/${accountId}`

export function filterConversations(
  accountId: number,
  rows: readonly FilterRow[],
  query: { sort_by?: string; per_page?: number; cursor?: string },
): Promise<FilteredConversations> {
  const path = `${account(accountId)}/conversations/filter`
  return request(path, { method: 'POST', query, body: { payload: rows } })
}

export function listSavedFilters(accountId: number, kind: FilterKind): Promise<SavedFilter[]> {
  return request(`${account(accountId)}/custom_filters`, { query: { filter_type: kind } })
}

export function createSavedFilter(
  accountId: number,
  filter: { name: string; kind: FilterKind; rows: readonly FilterRow[] },
): Promise<SavedFilter> {
  const body = { name: filter.name, filter_type: filter.kind, query: { payload: filter.rows } }
  return request(`${account(accountId)}/custom_filters`, { method: 'POST', body })
}

export function updateSavedFilter(
  accountId: number,
  id: number,
  change: { name: string; rows: readonly FilterRow[] },
): Promise<SavedFilter> {
  const body = { name: change.name, query: { payload: change.rows } }
  return request(`${account(accountId)}/custom_filters/${id}`, { method: 'PATCH', body })
}

export function deleteSavedFilter(accountId: number, id: number): Promise<unknown> {
  return request(`${account(accountId)}/custom_filters/${id}`, { method: 'DELETE' })
}

export function listAttributeDefinitions(accountId: number): Promise<AttributeDefinition[]> {
  return request(`${account(accountId)}/custom_attribute_definitions`)
}
