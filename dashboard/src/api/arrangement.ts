import { request } from './client.ts'

/** Some things of a kind: which are not shown, and which come first. What neither list names is shown, in its usual place. */
export interface Shelf {
  hidden: string[]
  order: string[]
}

/** How somebody likes their dashboard; what is absent is left to the account, then to the product. */
export interface Arrangement {
  views?: Shelf
  panels?: Shelf
  marks?: Shelf
  density?: 'roomy' | 'compact'
  move_on?: boolean
  /** The key of the view that the day begins with. */
  start?: string
  /** Keys of commands that are not the usual ones; a person's alone. */
  keys?: Record<string, string[]>
}

export function showStandard(accountId: number): Promise<Arrangement> {
  return request(`/api/v1/accounts/${accountId}/arrangement`)
}

export function keepStandard(accountId: number, arrangement: Arrangement): Promise<Arrangement> {
  return request(`/api/v1/accounts/${accountId}/arrangement`, { method: 'PUT', body: arrangement })
}
