import { realpath } from 'node:fs/promises'
import { clusterPaths } from './cluster-paths.ts'
import { databaseUrl } from './ensure-database.ts'
import { readPassword } from './password.ts'
import { inspectPostmaster } from './postmaster-file.ts'

/** The address of the database of a data folder that another process runs; undefined when none runs. It belongs to that process. */
export async function findRunningDatabase(dataDirectory: string): Promise<string | undefined> {
  const folder = await realpath(dataDirectory).catch(() => undefined)
  if (folder === undefined) return undefined
  const paths = clusterPaths(folder)
  const state = await inspectPostmaster(paths)
  return state.kind === 'ready' ? databaseUrl(state.port, await readPassword(paths)) : undefined
}
