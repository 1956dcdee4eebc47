import { appendFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Operation } from '../app/wire-operations.ts'

/** What a test drove an operation to. Worst input is rubbish in the shape of a request, of the fuzz test. */
export type Outcome = 'success' | 'refusal' | 'worst input'

const OUTCOMES: Outcome[] = ['success', 'refusal', 'worst input']

/** The header that marks a request as rubbish. */
export const rubbishHeader = { 'x-rubbish': 'yes' }

/** Notes what each request of a test led to, in a file that all desks of a run share. */
export function noteDriven(app: FastifyInstance, file: string): void {
  const driven = new Set<string>()
  app.addHook('onResponse', async (request, { statusCode }) => {
    const route = `${request.method} ${request.routeOptions.url ?? ''}`
    if (request.headers['x-rubbish'] === rubbishHeader['x-rubbish']) driven.add(`${route}\tworst input`)
    else if (statusCode < 400) driven.add(`${route}\tsuccess`)
    else if (statusCode < 500) driven.add(`${route}\trefusal`)
  })
  app.addHook('onClose', async () => {
    if (driven.size > 0) appendFileSync(file, `${[...driven].join('\n')}\n`)
  })
}

/** Sentences about how many of the operations that are served were driven to each outcome, and which never were. */
export function tellDriven(notes: string, operations: Operation[]): string[] {
  const served = operations.filter(({ later, never }) => !later && !never)
  const driven = new Set(notes.split('\n').map(withoutNames))
  const can = ({ only }: Operation, outcome: Outcome) => !only || outcome === 'worst input' || outcome === only
  const lacks = (outcome: Outcome) =>
    served
      .filter((one) => can(one, outcome) && !driven.has(withoutNames(`${one.operation}\t${outcome}`)))
      .map(({ operation }) => operation)
  const missing = OUTCOMES.map((outcome) => ({ outcome, operations: lacks(outcome) }))
  const onlyOne = served.filter(({ only, operation }) => only && !lacks(only).includes(operation)).length
  const incomplete = new Set(missing.flatMap((one) => one.operations))
  return [
    `${served.length - incomplete.size} of ${served.length} operations were driven to a success, a refusal and their worst input, ${onlyOne} of them to the one way they can end.`,
    ...missing.flatMap((one) => one.operations.map((operation) => `never driven to ${one.outcome}: ${operation}`)),
  ]
}

function withoutNames(line: string): string {
  return line.replaceAll(/:\w+/g, ':')
}
