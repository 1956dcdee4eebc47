import { expect, test } from 'vitest'
import { z } from 'zod'
import { flag, id, list, moment, text } from '../../../contract/http/fields.ts'
import { aDesk } from '../../testing/desk.ts'
import { inAccount, member } from '../../wire/access.ts'
import { callerOf } from '../../testing/people.ts'
import { routesFor } from '../build-app.ts'
import { createMetrics } from '../../platform/metrics/metrics.ts'
import { describeRoutes } from './describe-routes.ts'
import type { JsonSchema } from './schema-of-shape.ts'

const body = z.object({
  title: text,
  color: text.default('#c2410c'),
  show_on_sidebar: flag.optional(),
  until: moment.nullable().optional(),
  ids: list(id).optional(),
})
const shapes = {
  shapes: {
    label: { id: 'int', title: 'str', 'color?': 'str|null', kind: "'a'|'b'", made_at: 'iso', owner: '@person' },
    person: { name: 'str' },
    labels: ['@label'],
  },
  additions: { label: { next: 'bool' } },
}
const routes = [
  member('GET', inAccount('/labels'), async () => [], { summary: 'Lists the labels', returns: 'labels' }),
  member('PATCH', inAccount('/labels/:id'), async () => ({}), { summary: 'Changes a label', body, returns: 'label' }),
]

test('a route is described by its path, its fields and the shape of its answer', () => {
  const { paths, components } = describeRoutes(routes, shapes, '1.0.0')
  expect(Object.keys(paths)).toEqual([
    '/api/v1/accounts/{account_id}/labels',
    '/api/v1/accounts/{account_id}/labels/{id}',
  ])
  const change = paths['/api/v1/accounts/{account_id}/labels/{id}']?.['patch']
  expect(change).toMatchObject({
    operationId: 'patch_labels_by_id',
    tags: ['labels'],
    parameters: [
      { name: 'account_id', in: 'path', schema: { type: 'integer' } },
      { name: 'id', in: 'path' },
    ],
    responses: { 200: {}, 401: {}, 404: {}, 422: {} },
  })
  const sent = change?.requestBody?.content['application/json'] as { schema: JsonSchema; example: unknown }
  expect(sent.schema).toMatchObject({
    required: ['title'],
    properties: {
      title: { type: 'string' },
      show_on_sidebar: { type: 'boolean' },
      ids: { type: 'array', items: { type: 'integer' } },
    },
  })
  expect(components.schemas['label']).toMatchObject({
    required: ['id', 'title', 'kind', 'made_at', 'owner', 'next'],
    properties: {
      kind: { enum: ['a', 'b'] },
      owner: { $ref: '#/components/schemas/person' },
      next: { type: 'boolean' },
    },
    examples: [{ title: 'delivery', kind: 'a', owner: { name: 'Mo Lindqvist' } }],
  })
})

test('a route that returns a shape nobody has written down is a mistake', () => {
  const route = member('GET', inAccount('/lamps'), async () => [], { summary: 'Lists the lamps', returns: 'lamps' })
  expect(() => describeRoutes([route], shapes, '1.0.0')).toThrow('contract/fixtures has no lamps.json')
})

test('every route of the desk says what it does, and no two alike', async () => {
  const desk = await aDesk()
  const routes = routesFor({ ...desk, metrics: createMetrics() })
  expect(routes.filter((route) => !route.description).map(({ method, path }) => `${method} ${path}`)).toEqual([])
  for (const { description } of routes) expect(description?.summary).toMatch(/^[A-Z]\w+,? .*[^.]$/)
})

test('the desk shows its description as a document and as a page, to anybody', async () => {
  const desk = await aDesk()
  const document = await callerOf(desk.app).get('/swagger/openapi.json')
  expect(document.body).toMatchObject({ openapi: '3.1.0', info: { title: 'Porchlight' } })
  const ids = Object.values(document.body.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((methods) => Object.values(methods))
    .map((operation) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  const page = await callerOf(desk.app).get('/swagger')
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  for (const id of ids) expect(page.body).toContain(`<details id="${id}">`)
})
