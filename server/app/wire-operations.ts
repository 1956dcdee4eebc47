import { readFileSync } from 'node:fs'
import { packagePath } from '../platform/config/package-path.ts'
import type { Route } from '../platform/http/route.ts'

/** An operation of the contract. One that is no route says why: `later` what is to be built, `never` what takes its place. */
export interface Operation {
  section: string
  /** Method and path; the names of parameters are ours. */
  operation: string
  /** How what is served differs from the contract, in a few words. */
  differs?: string
  later?: string
  never?: string
  /** How every sensible request ends, where there is only one way: what answers everybody, or cannot be done on any desk yet. */
  only?: 'success' | 'refusal'
}

/** How an operation stands; `unexplained` is a mistake of contract/operations.json. */
export type OperationState = 'served' | 'served with differences' | 'not yet' | 'not at all' | 'unexplained'

type Served = Pick<Route, 'method' | 'path'>

/** Reads contract/operations.json. */
export function readOperations(): Operation[] {
  return JSON.parse(readFileSync(packagePath('contract/operations.json'), 'utf8')) as Operation[]
}

/** Tells how each operation stands with these routes. */
export function judgeOperations(operations: Operation[], routes: Served[]): Map<Operation, OperationState> {
  const served = new Set(routes.map(({ method, path }) => withoutNames(`${method} ${path}`)))
  return new Map(operations.map((one) => [one, stateOf(one, served.has(withoutNames(one.operation)))]))
}

function stateOf({ differs, later, never }: Operation, isServed: boolean): OperationState {
  if (isServed) return later || never ? 'unexplained' : differs ? 'served with differences' : 'served'
  if (differs || Boolean(later) === Boolean(never)) return 'unexplained'
  return later ? 'not yet' : 'not at all'
}

function withoutNames(operation: string): string {
  return operation.replaceAll(/:\w+/g, ':')
}

/** One line: how many operations the contract has, and how many are served. */
export function countOperations(judged: Map<Operation, OperationState>): string {
  const states = [...judged.values()]
  const served = states.filter((state) => state.startsWith('served')).length
  const count = (wanted: OperationState) => states.filter((state) => state === wanted).length
  const rest = `${count('not yet')} not yet, ${count('not at all')} not at all`
  return `${served} of ${states.length} operations of the contract are served, ${count('served with differences')} of them with differences; ${rest}.`
}

/** The page docs/wire-operations.md. */
export function describeOperations(operations: Operation[], routes: Served[]): string {
  const judged = judgeOperations(operations, routes)
  const rows = [...judged].map(([one, state]) => {
    const note = one.differs ?? one.later ?? one.never ?? ''
    return `| ${one.section} | \`${one.operation}\` | ${state} | ${note} |`
  })
  return [
    '# Operations of the contract',
    '',
    'Written by `npm run docs` from `contract/operations.json` and the table of routes. What is added, and why something differs, is in [Wire compatibility](wire-compat.md).',
    '',
    countOperations(judged),
    '',
    '| Contract | Operation | State | Note |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
