import { request } from './client.ts'

/** What is kept in an account under an address of its own: listed, added, changed and removed alike. */
export interface Resource<Row, Input> {
  list: (accountId: number) => Promise<Row[]>
  add: (accountId: number, input: Input) => Promise<Row>
  change: (accountId: number, id: number, input: Partial<Input>) => Promise<Row>
  remove: (accountId: number, id: number) => Promise<unknown>
}

export const inAccount = (accountId: number, path = '') => `/api/v1/accounts/${accountId}${path}`

/** Some lists come bare, some as `payload` (contract 2.7); rows come bare or the same way. */
export function resourceAt<Row, Input>(name: string): Resource<Row, Input> {
  const at = (accountId: number, id?: number) => inAccount(accountId, `/${name}${id === undefined ? '' : `/${id}`}`)
  return {
    list: async (accountId) => bare(await request<Row[] | { payload: Row[] }>(at(accountId))),
    add: (accountId, body) => request(at(accountId), { method: 'POST', body }),
    change: (accountId, id, body) => request(at(accountId, id), { method: 'PATCH', body }),
    remove: (accountId, id) => request(at(accountId, id), { method: 'DELETE' }),
  }
}

function bare<Row>(answer: Row[] | { payload: Row[] }): Row[] {
  return Array.isArray(answer) ? answer : answer.payload
}
