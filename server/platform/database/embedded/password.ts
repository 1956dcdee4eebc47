import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import process from 'node:process'
import { StartError } from '../../config/start-error.ts'
import type { ClusterPaths } from './cluster-paths.ts'
import { errorCode } from './error-code.ts'

/** Reads the database's password. Throws StartError when it is missing, because nothing else opens the database. */
export async function readPassword(paths: ClusterPaths): Promise<string> {
  const text = await readFile(paths.password, 'utf8').catch((error: unknown) => {
    throw new StartError(
      `The password of the database cannot be read from ${paths.password} (${errorCode(error) ?? String(error)}): put the file back from a backup, or make it readable to this user.`,
    )
  })
  return text.trim()
}

/** Creates the password file, readable by its owner only, unless there is one; of two processes the first wins. */
export async function ensurePassword(paths: ClusterPaths): Promise<string> {
  const draft = `${paths.password}.new-${process.pid}`
  await writeFile(draft, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true })
  try {
    // A link appears with its whole content or not at all, and never replaces an existing file.
    await link(draft, paths.password)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') await writeWithoutLinks(draft, paths.password)
  } finally {
    await rm(draft, { force: true })
  }
  return readPassword(paths)
}

// Some network and removable disks know no hard links.
async function writeWithoutLinks(draft: string, file: string): Promise<void> {
  await writeFile(file, await readFile(draft), { mode: 0o600, flag: 'wx', flush: true }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
}
