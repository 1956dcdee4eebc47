import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { inboxesWithCampaigns } from '../../features/campaigns/index.ts'
import { websiteTokensOf } from '../../features/inboxes/index.ts'
import { notFound } from '../../kernel/refusal.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { BuiltClient } from './built-client.ts'
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

/** The loader that websites embed, under the contract's name (a client's own, where it has one) and ours. Its name never changes, so it is cached briefly. */
export function loaderRoutes(client?: BuiltClient): Route[] {
  const theirs = client && join(client.folder, 'packs/js/sdk.js')
  const ours = packagePath('dist/loader/sdk.js')
  return [
    theirs && existsSync(theirs)
      ? loaderRoute('/packs/js/sdk.js', theirs, false)
      : loaderRoute('/packs/js/sdk.js', ours),
    loaderRoute('/porchlight.js', ours),
  ]
}

/**
 * The loader of a website draws the bubble and asks for nothing. Where a campaign may speak up by itself, it has to open the frame:
 * the first letters of those websites' tokens say so, which costs all others nothing.
 */
async function campaignHint({ db }: Ports): Promise<string> {
  const tokens = await websiteTokensOf(db, await inboxesWithCampaigns(db))
  const letters = tokens.map((token) => token.slice(0, 8))
  return letters.length > 0 ? `;window.porchlightSDK.campaigns=${JSON.stringify(letters.join(' '))}` : ''
}

function loaderRoute(path: string, file: string, isOurs = true): Route {
  return open(
    'GET',
    path,
    async (call) => {
      const text = (await readFile(file, 'utf8')) + (isOurs ? await campaignHint(call.ports) : '')
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
    },
    { summary: 'Sends the loader that websites embed' },
  )
}

/** The worker that shows pushed notifications of our dashboard. Browsers look for a newer one by themselves, so it is not cached. */
export const pushWorkerRoute: Route = open(
  'GET',
  '/dashboard/push-worker.js',
  async (call) => {
    const text = await readFile(packagePath('dist/dashboard/push-worker.js'), 'utf8').catch(() => {
      throw notFound()
    })
    call.reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      })
      .send(text)
    return answered
  },
  { summary: 'Sends the worker that shows pushed notifications' },
)
