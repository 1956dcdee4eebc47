import { lstat, readFile, symlink } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from './error-code.ts'

interface Link {
  readonly at: string
  readonly to: string
}

/**
 * Creates the symbolic links that an npm package cannot carry and that its install script makes,
 * for installs without scripts. Throws EACCES, EPERM or EROFS when the folder cannot be written.
 */
export async function hydrateSymlinks(native: string): Promise<void> {
  for (const link of await missingSymlinks(native)) {
    await symlink(link.to, link.at).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error
    })
  }
}

async function missingSymlinks(native: string): Promise<Link[]> {
  const text = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const listed = JSON.parse(text) as { source: string; target: string }[]
  const missing: Link[] = []
  for (const { source, target } of listed) {
    const at = path.join(path.dirname(native), target)
    const exists = await lstat(at).catch(() => undefined)
    if (!exists) missing.push({ at, to: path.relative(path.dirname(target), source) })
  }
  return missing
}
