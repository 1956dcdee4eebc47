// The life of the embedded database. One data folder is in one of these states:
//
//   absent     no files yet. → stopped, by initialising beside the folder and renaming.
//   stopped    files, no server process. → starting, by spawning one in its own process group.
//   starting   the server recovers or opens its files; may take long after a crash. → ready, or a StartError.
//   ready      it answers, and nobody holds the lock. A killed process leaves the folder like this; the next adopts it.
//   held       one process holds the advisory lock on a connection that lives as long as that process.
//              Holding the lock means owning the server: only the holder stops it. Others get a StartError and
//              leave everything as it is, even when it was they who spawned the server in a race.
//   stopping   the holder told it to shut down. → stopped. A process that starts now waits for that.
//
// When the holder loses its connection (a server process crashed, or somebody stopped the server), it goes through
// ready or stopped again on the same port, so that the URL stays true. If that fails, `onLost` hears the reason.
import { StartError } from '../../config/start-error.ts'
import { bringUp, type Cluster, type LaunchLog, type Running } from './bring-up.ts'
import { clusterPaths } from './cluster-paths.ts'
import { holdsDatabase, openDataFolder } from './data-folder.ts'
import { databaseUrl, ensureDatabase } from './ensure-database.ts'
import { type Binaries, majorVersion } from './find-binaries.ts'
import { lockFolder } from './folder-lock.ts'
import { initialise } from './initialise.ts'
import { inspectPostmaster } from './postmaster-file.ts'
import { prepareBinaries } from './prepare-binaries.ts'
import { readPassword } from './password.ts'
import { chooseRunAs } from './run-as.ts'
import { serverSettings } from './server-settings.ts'
import { stopPostmaster } from './stop-postmaster.ts'

export type { LaunchLog } from './bring-up.ts'

/** What the launcher needs to know. */
export interface EmbeddedOptions {
  readonly dataDirectory: string
  readonly log: LaunchLog
  /** Server settings that differ from ours, by PostgreSQL's names. */
  readonly settings?: Readonly<Record<string, string>>
  /** Called when the database was lost while running and could not be brought back. */
  readonly onLost?: (reason: Error) => void
}

/** A running database that belongs to this process. */
export interface EmbeddedDatabase {
  readonly url: string
  /** Whether it was left running by a process that was killed. */
  readonly adopted: boolean
  /** Shuts the server down and waits until it is gone; calling it again waits for the same. */
  stop(): Promise<void>
}

/** Starts, or adopts, the PostgreSQL of a data folder and makes this process its only user. Throws StartError. */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { cluster, binaries } = await prepare(options)
  let running = await hold(cluster)
  const { adopted } = running
  if (adopted && !(await runsVersion(running, binaries))) {
    options.log.info('The database left running is of another version; starting it anew.')
    await stopPostmaster(running.pid)
    running = await hold(cluster)
  }
  await ensureDatabase(running.client, cluster.password)
  const stop = keep(cluster, running, options.onLost)
  return { url: databaseUrl(running.port, cluster.password), adopted, stop }
}

async function prepare(options: EmbeddedOptions): Promise<{ cluster: Cluster; binaries: Binaries }> {
  const { log } = options
  const paths = clusterPaths(await openDataFolder(options.dataDirectory))
  const binaries = await prepareBinaries(paths)
  const exists = await holdsDatabase(paths, majorVersion(binaries))
  const runAs = await chooseRunAs(paths, binaries)
  if (runAs.note) log.info(`The database runs ${runAs.note}.`)
  if (!exists) {
    log.info(`Creating the database in ${paths.data}.`)
    await initialise(paths, runAs)
  }
  const password = await readPassword(paths)
  return { cluster: { paths, runAs, password, settings: serverSettings(options.settings), log }, binaries }
}

async function hold(cluster: Cluster, port?: number): Promise<Running> {
  const running = await bringUp(cluster, port)
  try {
    await lockFolder(running.client, cluster.paths)
    return running
  } catch (error) {
    await running.client.end()
    throw error
  }
}

async function runsVersion({ client }: Running, binaries: Binaries): Promise<boolean> {
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  return binaries.version.startsWith(`${rows[0]?.server_version}.`)
}

function keep(cluster: Cluster, first: Running, onLost: EmbeddedOptions['onLost']): () => Promise<void> {
  let stopping: Promise<void> | undefined
  let held: Promise<Running | undefined> = Promise.resolve(first)

  const watch = (running: Running): Running => {
    running.client.once('end', () => {
      if (!stopping) held = regain(running.port)
    })
    return running
  }
  const regain = async (port: number): Promise<Running | undefined> => {
    cluster.log.warn('The connection to the database was lost; bringing it back.')
    try {
      return watch(await hold(cluster, port))
    } catch (error) {
      const reason = error instanceof Error ? error : new StartError(String(error))
      cluster.log.error(`The database could not be brought back: ${reason.message}`)
      onLost?.(reason)
      return undefined
    }
  }
  const shutDown = async (): Promise<void> => {
    const running = await held
    if (running) await shutDownServer(cluster, running)
  }
  watch(first)
  return () => (stopping ??= shutDown())
}

async function shutDownServer(cluster: Cluster, running: Running): Promise<void> {
  const state = await inspectPostmaster(cluster.paths)
  // Somebody may have stopped it already, and its number may be another program's by now.
  const gone = 'pid' in state && state.pid === running.pid ? await stopPostmaster(running.pid) : true
  if (!gone) cluster.log.error(`The database (pid ${running.pid}) does not stop.`)
  await running.client.end().catch(() => undefined)
}
