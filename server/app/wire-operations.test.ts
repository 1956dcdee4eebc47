import { expect, test } from 'vitest'
import { createMetrics } from '../platform/metrics/metrics.ts'
import { aDesk } from '../testing/desk.ts'
import { routesFor } from './build-app.ts'
import { countOperations, describeOperations, judgeOperations, readOperations } from './wire-operations.ts'

test('every operation of the contract is either a route or says why not, and never both', async () => {
  const judged = judgeOperations(readOperations(), routesFor({ ...(await aDesk()), metrics: createMetrics() }))
  const wrong = [...judged].filter(([, state]) => state === 'unexplained').map(([{ operation }]) => operation)
  expect(wrong, 'A route has no later or never in contract/operations.json; what is no route has one').toEqual([])
})

test('no operation stands there twice', () => {
  const names = readOperations().map(({ operation }) => operation.replaceAll(/:\w+/g, ':'))
  expect(new Set(names).size).toBe(names.length)
})

test('operations are counted by how they stand; names of parameters do not matter', () => {
  const operations = [
    { section: '2.7', operation: 'GET /labels/:id' },
    { section: '2.7', operation: 'POST /labels', differs: 'in lower case' },
    { section: '2.16', operation: 'GET /reports', later: 'Not built yet.' },
    { section: '2.21', operation: 'GET /super_admin/*', never: 'There are commands.' },
    { section: '2.21', operation: 'GET /forgotten' },
  ]
  const routes = [
    { method: 'GET' as const, path: '/labels/:number' },
    { method: 'POST' as const, path: '/labels' },
  ]
  const judged = judgeOperations(operations, routes)
  expect([...judged.values()]).toEqual(['served', 'served with differences', 'not yet', 'not at all', 'unexplained'])
  expect(countOperations(judged)).toContain('2 of 5 operations')
  expect(describeOperations(operations, routes)).toContain(
    '| 2.7 | `POST /labels` | served with differences | in lower case |',
  )
})
