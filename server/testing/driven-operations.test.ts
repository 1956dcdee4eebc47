import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { noteDriven, rubbishHeader, tellDriven } from './driven-operations.ts'

test('what requests led to is noted by route, and what was never led there is named', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'porchlight-driven-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = join(directory, 'driven')
  const app = Fastify()
  noteDriven(app, file)
  app.get('/lamps/:id', async (request, reply) => {
    if ((request.params as { id: string }).id !== '1') return reply.status(404).send({})
    return {}
  })
  app.get('/broken', async (_request, reply) => reply.status(500).send({}))
  await app.inject('/lamps/1')
  await app.inject('/lamps/2')
  await app.inject('/broken')
  await app.inject({ url: '/lamps/x', headers: rubbishHeader })
  await app.close()
  const operations = [
    { section: '1', operation: 'GET /lamps/:lamp_id' },
    { section: '1', operation: 'GET /broken' },
    { section: '1', operation: 'GET /health', only: 'success' as const },
    { section: '1', operation: 'GET /unbuilt', later: 'Not built yet.' },
  ]
  expect(tellDriven(readFileSync(file, 'utf8'), operations)).toEqual([
    '1 of 3 operations were driven to a success, a refusal and their worst input, 0 of them to the one way they can end.',
    'never driven to success: GET /broken',
    'never driven to success: GET /health',
    'never driven to refusal: GET /broken',
    'never driven to worst input: GET /broken',
    'never driven to worst input: GET /health',
  ])
})
