import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import { buildApp, routesFor } from '../app/build-app.ts'
import { foundCompany } from '../app/found-company.ts'
import { mailProvidersOf } from '../app/mail-providers-of.ts'
import { openImap, openMail } from '../app/open-mail.ts'
import { jobHandlers } from '../app/job-handlers.ts'
import { settingsGroups, type Settings } from '../app/settings.ts'
import { relayReactions } from '../app/start-worker.ts'
import { deliveryRulesOf, tellDue } from '../app/tell-webhooks.ts'
import { readSettings } from '../platform/config/index.ts'
import { unitOfWork } from '../platform/database/unit-of-work.ts'
import { openDiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { relayRound } from '../platform/events/relay.ts'
import type { Ports } from '../platform/http/ports.ts'
import { allowedPlaces } from '../platform/http-client/allowed-places.ts'
import { guardedClient } from '../platform/http-client/guarded-client.ts'
import { runDueJobs } from '../platform/jobs/runner.ts'
import { createLog } from '../platform/log/log.ts'
import { createMetrics } from '../platform/metrics/metrics.ts'
import { memoryPubSub } from '../platform/pubsub/memory-pubsub.ts'
import { memoryScratch } from '../platform/scratch/memory-scratch.ts'
import { createSecrets } from '../platform/secrets/secrets.ts'
import { announceAccess } from '../wire/cable/access-notices.ts'
import { broadcaster } from '../wire/cable/broadcaster.ts'
import { aDatabase, type TestDatabase } from './database.ts'
import { noteDriven } from './driven-operations.ts'
import { holdToShapes } from './hold-to-shapes.ts'
import { signIn, type TestAgent } from './people.ts'

/** The password of everybody in tests. */
export const testPassword = 'correct horse battery'

/** A whole desk on a database of its own: real SQL, real routes, memory drivers, and a clock that the test sets. */
export interface TestDesk {
  app: FastifyInstance
  ports: Ports
  settings: Settings
  database: TestDatabase
  /** The administrator who founded the account, signed in. */
  ada: TestAgent
  accountId: number
  /** Announces every event, runs every due job and tells every due webhook, until nothing is left. */
  settle(): Promise<void>
  /** Moves the clock of everything that follows. */
  pass(seconds: number): void
}

/** Builds a desk; it is taken down when the test ends. */
export async function aDesk(environment: Record<string, string> = {}): Promise<TestDesk> {
  const { desk, close } = await openDesk(environment)
  onTestFinished(close)
  return desk
}

/** Builds one desk for all tests of a file, which must not disturb each other. Call it at the top and the result in tests. */
export function aDeskForAll(environment: Record<string, string> = {}): () => TestDesk {
  let opened: Awaited<ReturnType<typeof openDesk>> | undefined
  beforeAll(async () => {
    opened = await openDesk(environment)
  })
  afterAll(() => opened?.close())
  return () => {
    if (!opened) throw new Error('The desk of a file is there once its tests run')
    return opened.desk
  }
}

async function openDesk(environment: Record<string, string>): Promise<{ desk: TestDesk; close: () => Promise<void> }> {
  const settings = readSettings({ LOG_LEVEL: 'silent', DEMO: 'no', ...environment }, settingsGroups)
  const database = await aDatabase()
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-desk-'))
  let ahead = 0
  const now = () => new Date(Date.now() + ahead * 1000)
  const ports = await portsOn({ settings, database, directory, now })
  const metrics = createMetrics()
  const app = await buildApp({ ports, settings, metrics })
  holdToShapes(app, routesFor({ ports, settings, metrics }))
  noteDriven(app, inject('drivenFile'))
  const close = async () => {
    await app.close()
    await database.close()
    await rm(directory, { recursive: true, force: true })
  }
  await foundCompany(ports, {
    accountName: 'Lamp & Co',
    name: 'Ada',
    email: 'ada@lamp.example',
    password: testPassword,
  })
  const ada = await signIn(app, 'ada@lamp.example', testPassword)
  const pass = (seconds: number) => {
    ahead += seconds
  }
  const { account_id: accountId } = ada.user
  const desk = { app, ports, settings, database, ada, accountId, settle: () => settle(ports, database, settings), pass }
  return { desk, close }
}

async function portsOn(parts: {
  settings: Settings
  database: TestDatabase
  directory: string
  now: () => Date
}): Promise<Ports> {
  const { settings, database, directory, now } = parts
  const log = createLog({ level: 'silent' })
  const secrets = createSecrets(Buffer.alloc(32, 7))
  const { db } = database
  return {
    db,
    reader: db,
    work: unitOfWork({ db, log, secrets, now, onEvents: () => undefined }),
    outgoing: guardedClient({ allowed: allowedPlaces(settings.security.outgoingAllow ?? []) }),
    mail: await openMail(settings),
    imap: await openImap(settings),
    mailProviders: mailProvidersOf(settings.incomingMail),
    dns: { txt: async () => [] },
    blobs: await openDiskBlobs({ directory }),
    pubsub: memoryPubSub({ log }),
    scratch: memoryScratch({ now: () => now().getTime() }),
    secrets,
    log,
    now,
  }
}

async function settle(ports: Ports, database: TestDatabase, settings: Settings): Promise<void> {
  const broadcast = broadcaster(ports, '')
  const announce = async (events: Parameters<typeof broadcast>[0]) => {
    await announceAccess(ports, events)
    await broadcast(events)
  }
  for (;;) {
    await relayRound({ db: database.db, log: ports.log, reactions: relayReactions, announce })
    await runDueJobs({ pool: database.pool, log: ports.log, handlers: jobHandlers(ports) })
    await tellDue(ports, deliveryRulesOf(settings))
    const left = await database.db.selectFrom('events').select('id').where('announced', '=', false).execute()
    if (left.length === 0) return
  }
}
