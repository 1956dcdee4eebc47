import { resolve, join } from 'node:path'
import type { Log } from '../platform/log/log.ts'
import { openDiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { unitOfWork } from '../platform/database/unit-of-work.ts'
import type { Ports } from '../platform/http/ports.ts'
import { allowedPlaces } from '../platform/http-client/allowed-places.ts'
import { guardedClient } from '../platform/http-client/guarded-client.ts'
import { systemDns } from '../platform/dns/dns-port.ts'
import { openPubSub } from '../platform/pubsub/open-pubsub.ts'
import { openScratch } from '../platform/scratch/open-scratch.ts'
import { loadMasterKey } from '../platform/secrets/load-master-key.ts'
import { createSecrets } from '../platform/secrets/secrets.ts'
import type { Databases } from './open-database.ts'
import { mailProvidersOf } from './mail-providers-of.ts'
import { openImap, openMail } from './open-mail.ts'
import type { Settings } from './settings.ts'
import type { Shutdown } from './shutdown.ts'

/** Opens the drivers that the settings choose, embedded or scaled. `onEvents` is told of every commit with events. */
export async function openPorts(parts: {
  settings: Settings
  databases: Databases
  log: Log
  shutdown: Shutdown
  onEvents: () => void
}): Promise<Ports> {
  const { settings, databases, log, shutdown, onEvents } = parts
  const { redisUrl, dataDirectory } = settings.storage
  const directory = resolve(dataDirectory)
  const secrets = createSecrets(
    await loadMasterKey({ secretKey: settings.security.secretKey, dataDirectory: directory }),
  )
  const pubsub = await openPubSub({ redisUrl, log })
  shutdown.later('pubsub', () => pubsub.close())
  const scratch = await openScratch({ redisUrl, log })
  shutdown.later('scratch', () => scratch.close())
  const { db } = databases.main
  const now = () => new Date()
  return {
    db,
    reader: databases.reader.db,
    work: unitOfWork({ db, log, secrets, now, onEvents }),
    outgoing: guardedClient({ allowed: allowedPlaces(settings.security.outgoingAllow ?? []) }),
    mail: await openMail(settings),
    imap: await openImap(settings),
    mailProviders: mailProvidersOf(settings.incomingMail),
    dns: systemDns(),
    blobs: await openDiskBlobs({ directory: join(directory, 'blobs') }),
    pubsub,
    scratch,
    secrets,
    log,
    now,
  }
}
