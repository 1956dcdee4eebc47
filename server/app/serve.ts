import type { AddressInfo } from 'node:net'
import { StartError } from '../platform/config/index.ts'
import { migrate } from '../platform/database/migrate.ts'
import { prepareJobs } from '../platform/jobs/runner.ts'
import { createLog } from '../platform/log/log.ts'
import { createMetrics } from '../platform/metrics/metrics.ts'
import type { Ports } from '../platform/http/ports.ts'
import { openCable } from '../wire/cable/open-cable.ts'
import { buildApp } from './build-app.ts'
import { listenForMail } from './listen-for-mail.ts'
import { firstStart, type FirstStart } from './first-start.ts'
import { openDatabases } from './open-database.ts'
import { openPorts } from './open-ports.ts'
import type { Settings } from './settings.ts'
import { createShutdown, type Shutdown } from './shutdown.ts'
import { relayWaker, startWorker } from './start-worker.ts'

/** A running desk. */
export interface Desk {
  url: string
  ports: Ports
  firstStart: FirstStart
  shutdown: Shutdown
}

/** Starts the roles of the settings; what had been started is stopped again when something cannot. */
export async function serve(settings: Settings): Promise<Desk> {
  const log = createLog({ level: settings.server.logLevel })
  const shutdown = createShutdown(log)
  try {
    return await start(settings, log, shutdown)
  } catch (error) {
    await shutdown.run('the start failed')
    throw error
  }
}

async function start(settings: Settings, log: ReturnType<typeof createLog>, shutdown: Shutdown): Promise<Desk> {
  const { roles, publicUrl = '' } = settings.server
  const databases = await openDatabases(settings, log, shutdown)
  await migrate(databases.main.db)
  await prepareJobs(databases.background.pool, log)
  const waker = relayWaker(databases, () => ports)
  const ports: Ports = await openPorts({ settings, databases, log, shutdown, onEvents: () => waker.wake() })
  const first = await firstStart(ports, settings)

  const metrics = createMetrics()
  const app = await buildApp({ ports, settings, metrics })
  if (roles.includes('worker')) {
    const relay = await startWorker({ ports, databases, settings, shutdown })
    waker.use(relay)
    metrics.gauge({
      name: 'relay_active',
      help: 'Whether the relay of this process announces events.',
      collect: (gauge) => gauge.set(relay.isActive() ? 1 : 0),
    })
  }
  // New requests stop first, running ones finish; relay, jobs and the database follow.
  shutdown.later('http', () => app.close())
  const listener = roles.includes('api') ? await listenForMail(ports, settings) : null
  if (listener) shutdown.later('listening for mail', () => listener.stop())
  if (roles.includes('api')) {
    const cable = await openCable(app.server, ports, publicUrl)
    shutdown.later('sockets', () => cable.close())
    metrics.gauge({
      name: 'sockets',
      help: 'Open sockets of this process.',
      collect: (gauge) => gauge.set(cable.connections()),
    })
  }
  return { url: await listen(app, settings), ports, firstStart: first, shutdown }
}

/** An address that a browser on this machine can open: a server that listens everywhere listens here too. */
function reachable({ address, family }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return '127.0.0.1'
  return family === 'IPv6' ? `[${address}]` : address
}

async function listen(app: Awaited<ReturnType<typeof buildApp>>, settings: Settings): Promise<string> {
  const { host, port } = settings.server
  try {
    await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${port} is in use. Stop the other program, or set PORT to another one.`)
    if (code === 'EACCES')
      throw new StartError(`Port ${port} needs more rights than this user has. Set PORT to one above 1023.`)
    if (code === 'EADDRNOTAVAIL') throw new StartError(`HOST ${host} is not an address of this machine.`)
    throw error
  }
  const address = app.server.address() as AddressInfo
  return `http://${reachable(address)}:${address.port}`
}
