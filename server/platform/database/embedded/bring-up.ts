import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { StartError } from '../../config/start-error.ts'
import type { ClusterPaths } from './cluster-paths.ts'
import { connectKeeper } from './connect.ts'
import { errorCode } from './error-code.ts'
import { explainFailure } from './explain-failure.ts'
import { disownPostmasterFile, inspectPostmaster } from './postmaster-file.ts'
import type { RunAs } from './spawn-as.ts'
import { freePort, type Postmaster, spawnPostmaster } from './spawn-postmaster.ts'
import { takeOwnership } from './take-ownership.ts'

/** Where the launcher says what it does. */
export interface LaunchLog {
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

/** Everything needed to start the server of one data folder. */
export interface Cluster {
  readonly paths: ClusterPaths
  readonly runAs: RunAs
  readonly password: string
  /** The text of the configuration file. */
  readonly settings: string
  readonly log: LaunchLog
}

/** A server that answers. */
export interface Running {
  readonly client: Client
  readonly pid: number
  readonly port: number
  /** Whether somebody else started it. */
  readonly adopted: boolean
}

const answerLimit = 60_000
const startLimit = 10

/**
 * Comes back with a server that answers: the one that runs already, or a new one on `fixedPort` or any free port.
 * Waits without limit while a server recovers, stops or starts. Throws StartError.
 */
export async function bringUp(cluster: Cluster, fixedPort?: number): Promise<Running> {
  const { paths } = cluster
  const noteWaiting = waitingNotes(cluster)
  let silentSince: number | undefined
  let ours: Postmaster | undefined
  for (let starts = 0; starts < startLimit;) {
    const state = await inspectPostmaster(paths)
    if (state.kind === 'ready') {
      const client = await connect(cluster, state.port)
      if (client) return { client, pid: state.pid, port: state.port, adopted: ours?.pid !== state.pid }
      silentSince ??= Date.now()
      if (Date.now() - silentSince > answerLimit) break
    } else if (state.kind === 'foreign') {
      await disownPostmasterFile(paths, state.text)
    } else if (state.kind === 'starting' || state.kind === 'stopping') {
      noteWaiting(state.kind)
    } else if (!ours || ours.hasExited()) {
      if (ours) throwUnlessWorthRetrying(await ours.output(), paths)
      await takeOwnership(paths.data, cluster.runAs.owner)
      ours = await spawnPostmaster(paths, cluster.runAs, fixedPort ?? (await freePort()), cluster.settings)
      starts += 1
    }
    await delay(10)
  }
  throw new StartError(`The database in ${paths.data} does not answer: see ${paths.log}.`)
}

// Another process may have started the server, or taken the port, between our look and our start.
function throwUnlessWorthRetrying(output: string, paths: ClusterPaths): void {
  if (/lock file "postmaster\.pid" (already exists|is empty)|could not create any TCP\/IP sockets/.test(output)) return
  throw explainFailure(output, paths)
}

async function connect(cluster: Cluster, port: number): Promise<Client | undefined> {
  try {
    const client = await connectKeeper(port, cluster.password)
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (rows[0]?.data_directory === cluster.paths.data) return client
    await client.end()
    return undefined
  } catch (error) {
    if (!['28P01', '28000'].includes(errorCode(error) ?? '')) return undefined
    throw new StartError(
      `The database in ${cluster.paths.data} does not accept the password in ${cluster.paths.password}: put the right file back from a backup.`,
    )
  }
}

function waitingNotes({ log }: Cluster): (kind: 'starting' | 'stopping') => void {
  let next = Date.now() + 5_000
  return (kind) => {
    if (Date.now() < next) return
    next = Date.now() + 10_000
    log.info(
      kind === 'starting'
        ? 'The database is recovering from an unclean stop; waiting until it is ready.'
        : 'The database of the previous run is still stopping; waiting until it is gone.',
    )
  }
}
