import { readFile } from 'node:fs/promises'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { packagePath } from '../../platform/http/files.ts'
import { answered, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'

/** Serves the hashed files of dashboard and widget; their names change with their content, so they are cached for ever. */
export async function serveBuiltFiles(app: FastifyInstance): Promise<void> {
  const parts = [
    { root: packagePath('dist/dashboard/assets'), prefix: '/dashboard/assets/', decorateReply: true },
    { root: packagePath('dist/widget/assets'), prefix: '/widget-files/assets/', decorateReply: false },
  ]
  for (const part of parts) {
    await app.register(fastifyStatic, {
      ...part,
      index: false,
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      setHeaders: (response) => {
        response.header('x-content-type-options', 'nosniff')
        response.header('access-control-allow-origin', '*')
      },
    })
  }
}

/** The loader that websites embed, under the contract's name and ours. Its name never changes, so it is cached briefly. */
export const loaderRoutes: Route[] = ['/packs/js/sdk.js', '/porchlight.js'].map((path) =>
  open('GET', path, async (call) => {
    const text = await readFile(packagePath('dist/loader/sdk.js'))
    call.reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=300',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      .send(text)
    return answered
  }),
)
