import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { sendPage } from './shell.ts'

/** The entries of a built client that pages load (contract 6.4 and 7.1). */
export const CLIENT_ENTRIES = ['dashboard', 'v3app', 'widget'] as const

/** What a page loads: the addresses of a script, of the chunks that it imports, and of their styles. */
export interface ClientEntry {
  script: string
  preloads: string[]
  styles: string[]
}

/** The public files of a client that was built elsewhere and was put beside the desk. */
export interface BuiltClient {
  folder: string
  entries: Record<(typeof CLIENT_ENTRIES)[number], ClientEntry>
}

/** One page of a built client: the values that it finds in `window`, and its entry. */
export interface ClientPage {
  title: string
  locale: string
  globals: Record<string, unknown>
  /** Values that are arrays of bytes, by their place in `window`. */
  bytes?: Record<string, Uint8Array>
  entry: ClientEntry
  ancestors: string
}

/** Sends a page of a built client, with the policy that such a client can live with. */
export function sendClientPage(reply: FastifyReply, page: ClientPage): void {
  const nonce = randomBytes(18).toString('base64')
  sendPage(reply, clientHtml(page, nonce), page.ancestors, {
    'content-security-policy': clientPolicy(page.ancestors, nonce),
    // Agents and customers record voice messages.
    'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
  })
}

function clientHtml({ title, locale, globals, bytes = {}, entry }: ClientPage, nonce: string): string {
  const values = [
    ...Object.entries(globals).map(([name, value]) => `window.${name} = ${inScript(value)};`),
    ...Object.entries(bytes).map(([place, value]) => `window.${place} = new Uint8Array([${value.join()}]);`),
  ]
  return [
    `<!doctype html><html lang="${escaped(locale)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">`,
    `<title>${escaped(title)}</title>`,
    `<script nonce="${nonce}">${values.join('\n')}</script>`,
    ...entry.styles.map((href) => `<link rel="stylesheet" href="${escaped(href)}">`),
    ...entry.preloads.map((href) => `<link rel="modulepreload" href="${escaped(href)}">`),
    `<script type="module" src="${escaped(entry.script)}"></script></head>`,
    '<body><div id="app"></div><noscript id="noscript">Please switch JavaScript on.</noscript></body></html>',
  ].join('\n')
}

// JSON that no script tag can break out of.
function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/**
 * Tight, but for what a foreign client does: it compiles templates and texts in the browser (`unsafe-eval`), shows pictures
 * from other places and frames the dashboard apps that administrators enter. Inline scripts run with the nonce only.
 */
function clientPolicy(ancestors: string, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'unsafe-eval'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss: blob: data:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-src 'self' https:",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')
}
