import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FrameLocator, Page } from 'playwright-core'

/** The directives that docs/embed.md asks a website with a strict policy to add, and nothing else. */
const strictPolicy = (desk: string, nonce: string): string =>
  `default-src 'none'; script-src 'nonce-${nonce}'; frame-src ${desk}`

/** A website of somebody else that embeds the widget. */
export interface HostSite {
  /** The address of a page with these settings; `strict` serves it with a strict Content-Security-Policy. */
  page(settings?: object, options?: { path?: string; strict?: boolean; token?: string }): string
  close(): void
}

const NONCE = 'porch'

// What happens to the widget is kept on the page, so that tests can read it afterwards.
const recorder = `window.heard = []
for (const family of ['chatwoot', 'porchlight'])
  for (const name of ['ready', 'on-message', 'opened', 'closed', 'error', 'on-start-conversation', 'postback'])
    addEventListener(family + ':' + name, (event) => heard.push([family + ':' + name, event.detail]))
addEventListener('securitypolicyviolation', (event) => heard.push(['violation', event.violatedDirective]))`

/** Serves a page with the snippet, under another host name than the desk's. */
export async function openHostSite(desk: string, websiteToken: string): Promise<HostSite> {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://site').searchParams
    const settings = (query.get('settings') ?? '{}').replaceAll('<', '\\u003c')
    const embed = JSON.stringify({ websiteToken: query.get('token') ?? websiteToken, baseUrl: desk })
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (query.has('strict')) response.setHeader('content-security-policy', strictPolicy(desk, NONCE))
    response.end(`<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Shop</title></head><body><h1>Shop</h1><a href="#next">Next</a>
<script nonce="${NONCE}">${recorder}
window.chatwootSettings = ${settings}</script>
<script nonce="${NONCE}" src="${desk}/packs/js/sdk.js"></script>
<script nonce="${NONCE}">chatwootSDK.run(${embed})</script></body></html>`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    page(settings = {}, { path = '/', strict, token } = {}) {
      const address = new URL(path, `http://shop.localhost:${port}`)
      address.searchParams.set('settings', JSON.stringify(settings))
      if (token) address.searchParams.set('token', token)
      if (strict) address.searchParams.set('strict', '')
      return address.href
    },
    close: () => server.close(),
  }
}

/** The window of the widget on a page. */
export function windowOn(page: Page): FrameLocator {
  return page.frameLocator('#chatwoot_live_chat_widget')
}

/** Says a word to the widget as the page's own script would. */
export function say(page: Page, word: string, ...values: unknown[]): Promise<unknown> {
  return page.evaluate(`window.$chatwoot.${word}(...${JSON.stringify(values)})`)
}

/** The details of every event of one name that the page heard. */
export async function heard(page: Page, name: string): Promise<unknown[]> {
  const all = await page.evaluate<[string, unknown][]>('window.heard')
  return all.filter(([event]) => event === name).map(([, detail]) => detail)
}

/** Asks the desk's API as Ada, the administrator of the demo. */
export async function asAda(desk: string) {
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email: 'ada@demo.example', password: 'porchlight-demo' })
  const signedIn = await fetch(`${desk}/auth/sign_in`, { method: 'POST', headers: json, body })
  const names = ['access-token', 'client', 'uid']
  const keys = Object.fromEntries(names.map((name) => [name, signedIn.headers.get(name) ?? '']))
  return async <Answer>(method: string, path: string, about?: object): Promise<Answer> => {
    const options = { method, headers: { ...keys, ...json }, ...(about && { body: JSON.stringify(about) }) }
    const response = await fetch(`${desk}/api/v1/accounts/1/${path}`, options)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Answer
  }
}
