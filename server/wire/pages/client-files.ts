import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { notFound } from '../../kernel/refusal.ts'
import { answered, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import type { BuiltClient } from './built-client.ts'

// Only these: what else lies in the folder stays there.
const HASHED = ['vite/assets']
const NAMED = ['audio', 'assets', 'dashboard/images', 'integrations', 'brand-assets', 'packs/js/assets']

/** Serves the files of a built client: the hashed ones for ever, the others for an hour. */
export async function serveClientFiles(app: FastifyInstance, { folder }: BuiltClient): Promise<void> {
  for (const part of [...HASHED, ...NAMED].filter((path) => existsSync(join(folder, path)))) {
    const isHashed = HASHED.includes(part)
    await app.register(fastifyStatic, {
      root: join(folder, part),
      prefix: `/${part}/`,
      decorateReply: false,
      index: false,
      dotfiles: 'deny',
      immutable: isHashed,
      maxAge: isHashed ? '365d' : '1h',
      setHeaders: (response) => {
        response.header('x-content-type-options', 'nosniff')
        response.header('access-control-allow-origin', '*')
      },
    })
  }
}

const ROOT_FILES = { '/sw.js': 'text/javascript; charset=utf-8', '/manifest.json': 'application/manifest+json' }

/** The files that browsers look for at the root; only a built client has them. */
export function clientRootFiles(client: BuiltClient | undefined): Route[] {
  return Object.entries(ROOT_FILES).map(([path, type]) =>
    open(
      'GET',
      path,
      async (call) => {
        if (!client) throw notFound()
        const text = await readFile(join(client.folder, path)).catch(() => {
          throw notFound()
        })
        call.reply.headers({ 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' })
        call.reply.send(text)
        return answered
      },
      { summary: `Sends the ${path.slice(1)} of a client that was put beside the desk` },
    ),
  )
}
