import { readFile } from 'node:fs/promises'
import type { FastifyReply } from 'fastify'

/** Reads an HTML file once; after a build the process is started anew. */
export function shellFile(path: string): () => Promise<string> {
  let text: Promise<string> | undefined
  return () => (text ??= readFile(path, 'utf8'))
}

/** Puts the configuration of a page into its head, as data that no script tag can break out of. */
export function withConfig(html: string, config: object): string {
  const json = JSON.stringify(config).replaceAll('<', '\\u003c')
  return html.replace('</head>', `<script type="application/json" id="porchlight-config">${json}</script></head>`)
}

/**
 * The policy of our pages: nothing from anywhere else, no script that we did not ship. `ancestors` may show us in a frame, and
 * `frames` may be shown in ours.
 */
export function contentPolicy(ancestors: string, frames = "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "manifest-src 'self'",
    `frame-src ${frames}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')
}

/** Sends a page that must not be cached: its configuration is the visitor's own. `headers` win over the usual ones. */
export function sendPage(
  reply: FastifyReply,
  html: string,
  ancestors: string,
  headers: Record<string, string> = {},
): void {
  reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy(ancestors),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': 'no-store',
      ...headers,
    })
    .send(html)
}
