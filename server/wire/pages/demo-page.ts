import { readFile } from 'node:fs/promises'
import { notFound } from '../../kernel/refusal.ts'
import { packagePath } from '../../platform/http/files.ts'
import { answered, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { shellFile } from './shell.ts'

const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const

/** The demo company's shop, which embeds the widget as any website would. Absent without a demo. */
export function demoPages(websiteToken: () => Promise<string | null>): Route[] {
  const shop = shellFile(packagePath('widget/demo/index.html'))
  const page = open(
    'GET',
    '/demo',
    async (call) => {
      const token = await websiteToken()
      if (!token) throw notFound()
      const html = (await shop()).replaceAll('{{websiteToken}}', token).replaceAll('{{baseUrl}}', call.origin)
      call.reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).send(html)
      return answered
    },
    { summary: 'Shows the shop of the demo company' },
  )
  const files = (['css', 'js'] as const).map((kind) =>
    open(
      'GET',
      `/demo/shop.${kind}`,
      async (call) => {
        if (!(await websiteToken())) throw notFound()
        const text = await readFile(packagePath(`widget/demo/shop.${kind}`), 'utf8')
        call.reply.headers({ 'content-type': TYPES[kind], 'cache-control': 'no-cache' }).send(text)
        return answered
      },
      { summary: 'Sends a file of the shop of the demo company' },
    ),
  )
  return [page, ...files]
}
