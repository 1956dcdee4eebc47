/**
 * A process that tells other programs what happens, as a worker does: it numbers events and makes and sends their deliveries. It is made
 * to be killed.
 */
import { deliveryRulesOf, startTelling } from '../app/tell-webhooks.ts'
import { settingsGroups } from '../app/settings.ts'
import { readSettings } from '../platform/config/index.ts'
import { connect } from '../platform/database/connection.ts'
import { unitOfWork } from '../platform/database/unit-of-work.ts'
import { startRelay } from '../platform/events/relay.ts'
import { allowedPlaces } from '../platform/http-client/allowed-places.ts'
import { guardedClient } from '../platform/http-client/guarded-client.ts'
import type { Ports } from '../platform/http/ports.ts'
import { createLog } from '../platform/log/log.ts'
import { memoryScratch } from '../platform/scratch/memory-scratch.ts'
import { createSecrets } from '../platform/secrets/secrets.ts'

const [url = ''] = process.argv.slice(2)
const settings = readSettings(process.env as Record<string, string>, settingsGroups)
const log = createLog({ level: 'silent' })
const { db, pool } = connect(url, { size: 8, onError: () => undefined })
const now = () => new Date()
const secrets = createSecrets(Buffer.alloc(32, 7))
const installation = {
  name: 'Desk',
  origin: '',
  accent: '#b45309',
  from: null,
  server: null,
  inboundDomain: null,
  sourceDays: 90,
}
// Those of the ports that telling uses.
const ports = {
  db,
  reader: db,
  work: unitOfWork({ db, log, secrets, now, onEvents: () => undefined }),
  outgoing: guardedClient({ allowed: allowedPlaces(settings.security.outgoingAllow ?? []) }),
  mail: { installation },
  scratch: memoryScratch({ now: Date.now }),
  secrets,
  log,
  now,
} as unknown as Ports
const telling = startTelling(ports, deliveryRulesOf(settings))
startRelay({ db, pool, log, reactions: [], announce: async () => telling.wake() })
process.stdout.write('ready\n')
