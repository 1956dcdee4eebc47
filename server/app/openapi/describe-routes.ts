import type { Route, RouteDescription } from '../../platform/http/route.ts'
import type { ApiDescription } from '../../wire/pages/api-reference-page.ts'
import { exampleOf } from './example-of.ts'
import { schemaOfInput } from './schema-of-input.ts'
import { schemasOfShapes, type JsonSchema, type Shapes } from './schema-of-shape.ts'

const SIGNED_IN = [{ accessToken: [], client: [], uid: [] }, { apiAccessToken: [] }]

/** What a caller of each access rule sends to be known (contract 2.1). Every list is an alternative. */
const SECURITY: Record<string, Record<string, never[]>[]> = {
  anybody: [],

  visitor: [{ websiteToken: [], visitorToken: [] }],
  client: [],
  'platform app': [{ apiAccessToken: [] }],
}

const inHeader = (name: string, description: string) => ({ type: 'apiKey', in: 'header', name, description })

const SECURITY_SCHEMES = {
  accessToken: inHeader('access-token', 'Of the answer to POST /auth/sign_in.'),
  client: inHeader('client', 'Of the answer to POST /auth/sign_in.'),
  uid: inHeader('uid', 'The e-mail address of the person.'),
  apiAccessToken: inHeader('api_access_token', 'The long-lived token of a person, a bot or a platform app.'),
  visitorToken: inHeader('X-Auth-Token', 'The token of a visitor, from the widget page or POST /api/v1/widget/config.'),
  websiteToken: { type: 'apiKey', in: 'query', name: 'website_token', description: 'The token in the embed snippet.' },
}

/** The description of these routes in OpenAPI 3.1. A route without a description of its own is not in it. */
export function describeRoutes(routes: Route[], all: Shapes, version: string): ApiDescription {
  const schemas = withExamples(schemasOfShapes(all))
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    if (!route.description) continue
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, route.description, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Porchlight',
      version,
      description: "The HTTP API. It speaks Chatwoot's contract; what was added or differs is in docs/wire-compat.md.",
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: paths as ApiDescription['paths'],
    components: { schemas, securitySchemes: SECURITY_SCHEMES, responses: REFUSALS },
  }
}

function withExamples(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const example = (schema: JsonSchema) => ({ ...schema, examples: [exampleOf(schema, schemas)] })
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, example(schema)]))
}

function operation(route: Route, about: RouteDescription, schemas: Record<string, JsonSchema>) {
  return {
    operationId: operationId(route),
    tags: [tagOf(route.path)],
    summary: about.summary,
    security: SECURITY[route.access] ?? SIGNED_IN,
    parameters: [...pathParameters(route.path), ...queryParameters(about)],
    ...(about.body && { requestBody: requestBody(schemaOfInput(about.body), schemas) }),
    responses: { ...success(about, schemas), ...refusals(route, about) },
  }
}

/**
 * Unique, because it has every word of the path: a parameter is `by_` its name, but the account's, which every route has. What is no
 * part of the API is the desk's.
 */
function operationId({ method, path }: Route): string {
  const words = path
    .replace(/^\/api\/v1(\/accounts\/:account_id(?=\/))?/, '')
    .replace('accounts/:account_id', 'account')
    .replaceAll('*', 'any')
    .replaceAll(':', 'by_')
    .split(/[^A-Za-z0-9_]+/)
    .filter(Boolean)
  const outside = path.startsWith('/api/') ? [] : ['desk']
  return [method.toLowerCase(), ...outside, ...words].join('_')
}

/** The noun of a path: of an account, of the widget, of the public API, of the platform. */
function tagOf(path: string): string {
  const account = /^\/api\/v\d\/accounts\/:account_id(?:\/(\w+))?/.exec(path)
  if (account) return account[1] ?? 'account'
  return /^\/(?:api\/v1\/)?([a-z_]+)/.exec(path)?.[1] ?? 'pages'
}

function pathParameters(path: string) {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: /(^|_)id$|number/.test(name) && name !== 'source_id' ? 'integer' : 'string' },
  }))
}

function queryParameters({ query }: RouteDescription) {
  if (!query) return []
  const { properties = {}, required = [] } = schemaOfInput(query) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name: schema['type'] === 'array' ? `${name}[]` : name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function requestBody(schema: JsonSchema, schemas: Record<string, JsonSchema>) {
  const content = { schema, example: exampleOf(schema, schemas) }
  return { content: { 'application/json': content, 'multipart/form-data': { schema } } }
}

function success({ returns }: RouteDescription, schemas: Record<string, JsonSchema>) {
  if (returns === undefined) return { 200: { description: 'It is done.' } }
  const references = returns.split('|').map((name) => {
    if (!schemas[name]) throw new Error(`contract/fixtures has no ${name}.json, which a route says it returns`)
    return { $ref: `#/components/schemas/${name}` }
  })
  const schema = references.length === 1 ? references[0] : { anyOf: references }
  return { 200: { description: 'What is there now.', content: { 'application/json': { schema } } } }
}

const refusal = (name: string) => ({ $ref: `#/components/responses/${name}` })

function refusals(route: Route, about: RouteDescription) {
  const known = route.access !== 'anybody' && route.access !== 'client'
  return {
    ...(known && { 401: refusal('not_signed_in') }),
    ...(/[:*]/.test(route.path.replace(':account_id', '')) && { 404: refusal('not_found') }),
    ...((about.body ?? about.query) && { 422: refusal('invalid') }),
  }
}

const said = (description: string, shape: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${shape}` } } },
})

const REFUSALS = {
  not_signed_in: said('Nobody is signed in, or they may not do this.', 'not_signed_in'),
  not_found: said('It is not there, or not for this caller.', 'error'),
  invalid: said('A field is not acceptable; the answer names it.', 'validation_error'),
}
