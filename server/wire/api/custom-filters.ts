import type { Json } from '../../kernel/event.ts'
import {
  customFilterBody,
  customFiltersQuery,
  filterBody,
  newCustomFilterBody,
} from '../../../contract/http/filters.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeCustomFilter,
  listCustomFilters,
  loadCustomFilter,
  removeCustomFilter,
  saveCustomFilter,
  type SavedQuery,
} from '../../features/custom-filters/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { filterRows } from '../filter-rows.ts'
import { noContent } from '../no-content.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { customFilter } from '../present/kept.ts'

type MemberCall = Call<MemberCaller>

/** Filters that somebody saved for themselves (contract 2.7). */
export const customFilterRoutes = [
  member(
    'GET',
    inAccount('/custom_filters'),
    async (call) => {
      const { filter_type } = parse(customFiltersQuery, call.query)
      return (await listCustomFilters(call.ports.db, ownerOf(call), filter_type)).map(customFilter)
    },
    { summary: 'Lists your saved filters', query: customFiltersQuery, returns: 'custom_filters' },
  ),
  member('GET', inAccount('/custom_filters/:id'), (call) => oneFilter(call, idOf(call.params['id'])), {
    summary: 'Shows one of your saved filters',
    returns: 'custom_filter',
  }),
  member(
    'POST',
    inAccount('/custom_filters'),
    async (call) => {
      const body = parse(newCustomFilterBody, unwrap(call.body, 'custom_filter'))
      const { accountId, actor } = call.caller
      const { name, filter_type: filterType } = body
      const input = { name, filterType, saved: savedQuery(body.query) }
      const id = await call.ports.work(accountId, actor, (work) => saveCustomFilter(work, actor.userId, input))
      return oneFilter(call, id)
    },
    { summary: 'Saves a filter', body: newCustomFilterBody, returns: 'custom_filter' },
  ),
  member(
    'PATCH',
    inAccount('/custom_filters/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { name, filter_type: filterType, query } = parse(customFilterBody, unwrap(call.body, 'custom_filter'))
      const { accountId, actor } = call.caller
      const change = { name, filterType, saved: query && savedQuery(query) }
      await call.ports.work(accountId, actor, (work) => changeCustomFilter(work, ownerOf(call), id, change))
      return oneFilter(call, id)
    },
    { summary: 'Changes one of your saved filters', body: customFilterBody, returns: 'custom_filter' },
  ),
  member(
    'DELETE',
    inAccount('/custom_filters/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => removeCustomFilter(work, ownerOf(call), id))
      return noContent(call)
    },
    { summary: 'Removes one of your saved filters' },
  ),
]

function ownerOf({ caller }: MemberCall) {
  return { accountId: caller.accountId, userId: caller.actor.userId }
}

async function oneFilter(call: MemberCall, id: number) {
  return customFilter(await loadCustomFilter(call.ports.db, ownerOf(call), id))
}

// A query without rows filters nothing; what else a client keeps in it comes back as it was.
function savedQuery(query: { [key: string]: Json }): SavedQuery {
  return { query, rows: query['payload'] === undefined ? [] : filterRows(parse(filterBody, query)) }
}
