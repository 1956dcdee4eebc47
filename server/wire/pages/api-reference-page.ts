/** As much of an OpenAPI document as the page shows. */
export interface ApiDescription {
  openapi: string
  info: { title: string; version: string; description: string; [more: string]: unknown }
  paths: Record<string, Record<string, Operation>>
  servers: { url: string }[]
  components: { schemas: Record<string, { examples?: unknown[] }>; [more: string]: unknown }
}

interface Operation {
  operationId: string
  tags: string[]
  summary: string
  security: Record<string, unknown>[]
  parameters: { name: string; in: string; required: boolean; schema: { type?: unknown; enum?: unknown[] } }[]
  requestBody?: { content: Record<string, { example?: unknown }> }
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>
}

interface Entry extends Operation {
  method: string
  path: string
}

/** The page at /swagger: every operation under its noun, without scripts. */
export function referencePage(api: ApiDescription): string {
  const entries = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ ...operation, path, method: method.toUpperCase() })),
  )
  const tags = [...new Set(entries.flatMap((entry) => entry.tags))].toSorted()
  const links = tags.map((tag) => `<li><a href="#${escape(tag)}">${escape(tag)}</a></li>`).join('')
  const sections = tags.map((tag) => section(tag, entries, api)).join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(api.info.title)} API</title><style>${STYLE}</style></head><body>
<header><h1>${escape(api.info.title)} API <small>${escape(api.info.version)}</small></h1>
<p>${escape(api.info.description)} For programs: <a href="/swagger/openapi.json">openapi.json</a>. ${entries.length} operations.</p></header>
<nav aria-label="Nouns"><ul>${links}</ul></nav><main>${sections}</main></body></html>`
}

function section(tag: string, entries: Entry[], api: ApiDescription): string {
  const own = entries.filter((entry) => entry.tags.includes(tag))
  return `<section id="${escape(tag)}"><h2>${escape(tag)}</h2>${own.map((entry) => details(entry, api)).join('')}</section>`
}

function details(entry: Entry, api: ApiDescription): string {
  const sent = entry.requestBody?.content['application/json']?.example
  const shape = entry.responses['200']?.content?.['application/json']?.schema.$ref?.split('/').at(-1)
  const answer = shape === undefined ? undefined : api.components.schemas[shape]?.examples?.[0]
  return `<details id="${escape(entry.operationId)}"><summary><b class="${entry.method}">${entry.method}</b>
<code>${escape(entry.path)}</code> <span>${escape(entry.summary)}</span></summary>
${credentials(entry)}${parameters(entry)}${example('Body', sent)}${example('Answer', answer)}</details>`
}

function credentials({ security }: Entry): string {
  if (security.length === 0) return '<p>Needs no credentials.</p>'
  const ways = security.map((way) => Object.keys(way).join(', '))
  return `<p>Credentials: ${escape(ways.join(' — or — '))}</p>`
}

function parameters(entry: Entry): string {
  if (entry.parameters.length === 0) return ''
  const rows = entry.parameters.map(({ name, in: place, required, schema }) => {
    const type = schema.enum ? schema.enum.join(' | ') : String(schema.type ?? 'any')
    return `<tr><td><code>${escape(name)}</code></td><td>${place}</td><td>${escape(type)}</td><td>${required ? 'required' : ''}</td></tr>`
  })
  return `<table><tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr>${rows.join('')}</table>`
}

function example(title: string, value: unknown): string {
  return value === undefined ? '' : `<h3>${title}</h3><pre>${escape(JSON.stringify(value, null, 2))}</pre>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#ddd6cf, #3a3531); --quiet: light-dark(#6b6259, #a89e94); --back: light-dark(#fbf8f5, #1b1816) }
body { margin: 0 auto; max-width: 68rem; padding: 1rem; font: 15px/1.5 system-ui, sans-serif; background: var(--back) }
h1 small, summary span { color: var(--quiet); font-weight: normal }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem .75rem; padding: 0; list-style: none }
details { border-top: 1px solid var(--line); padding: .4rem 0 }
summary { cursor: pointer; overflow-wrap: anywhere }
summary b { display: inline-block; min-width: 4.2rem; font-size: .8rem }
pre { overflow: auto; max-height: 24rem; padding: .75rem; border: 1px solid var(--line); border-radius: .4rem }
table { border-collapse: collapse } td, th { padding: .15rem .75rem .15rem 0; text-align: left }
a { color: light-dark(#9a3412, #fdba74) }`
