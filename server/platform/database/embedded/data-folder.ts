import { lstat, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { StartError } from '../../config/start-error.ts'
import type { ClusterPaths } from './cluster-paths.ts'
import { errorCode } from './error-code.ts'

/** Creates the data folder when needed, proves that it can be written, and returns its real path. Throws StartError. */
export async function openDataFolder(dataDirectory: string): Promise<string> {
  const folder = path.resolve(dataDirectory)
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 })
    const proof = path.join(folder, `.writable-${process.pid}`)
    await writeFile(proof, '')
    await rm(proof, { force: true })
    return await realpath(folder)
  } catch (error) {
    throw folderProblem(folder, error)
  }
}

/**
 * Whether the folder already holds a database. Throws StartError when that database belongs to another
 * user or to another major version of PostgreSQL.
 */
export async function holdsDatabase(paths: ClusterPaths, major: string): Promise<boolean> {
  let found: string
  try {
    found = (await readFile(path.join(paths.data, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return refuseRemains(paths)
    throw folderProblem(paths.data, error)
  }
  if (found === major) return true
  const direction = Number(found) > Number(major) ? 'newer' : 'older'
  throw new StartError(
    `The database in ${paths.data} was made by PostgreSQL ${found}, ${direction} than the ${major} of this Porchlight: ` +
      `start it with a Porchlight that carries PostgreSQL ${found}, or choose another data folder with DATA_DIR.`,
  )
}

// Our own initialisation never leaves half a database, so whatever lies here came from elsewhere: never overwrite it.
async function refuseRemains(paths: ClusterPaths): Promise<false> {
  if (!(await lstat(paths.data).catch(() => undefined))) return false
  throw new StartError(
    `${paths.data} exists but holds no PostgreSQL database: restore it from a backup, or move it away to start empty.`,
  )
}

function folderProblem(folder: string, error: unknown): unknown {
  const code = errorCode(error) ?? ''
  const fix = 'choose another one with DATA_DIR, or change its owner or permissions'
  if (['EACCES', 'EPERM'].includes(code)) {
    return new StartError(`This user may not write in the data folder ${folder}: ${fix}.`)
  }
  if (code === 'EROFS')
    return new StartError(`The data folder ${folder} is on a read-only disk: choose another one with DATA_DIR.`)
  if (['ENOTDIR', 'EEXIST'].includes(code)) {
    return new StartError(`The data folder ${folder} is not a folder: choose another one with DATA_DIR.`)
  }
  // Node reports a missing path also where the disk forbids creating it.
  if (code === 'ENOENT')
    return new StartError(`The data folder ${folder} cannot be created: choose another one with DATA_DIR.`)
  if (['ENOSPC', 'EDQUOT'].includes(code)) return diskFull(folder)
  return error
}

/** The error for a full disk. */
export function diskFull(folder: string): StartError {
  return new StartError(`The disk that holds the data folder ${folder} is full: free some space and start again.`)
}
