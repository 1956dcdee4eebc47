import { chmod, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import type { Binaries } from './find-binaries.ts'
import { hydrateSymlinks } from './hydrate-symlinks.ts'

/**
 * Copies the binaries into `folder`, readable by everybody, and returns the copy; about 55 MB and one second.
 * A finished copy of the same version is used again, copies of other versions are removed.
 */
export async function copyBinaries(binaries: Binaries, folder: string): Promise<Binaries> {
  const finished = path.join(folder, binaries.version)
  const copy = { native: path.join(finished, 'native'), version: binaries.version }
  if (await exists(copy.native)) return copy
  const staging = path.join(folder, `new-${process.pid}`)
  await rm(staging, { recursive: true, force: true })
  await mkdir(staging, { recursive: true, mode: 0o755 })
  await cp(binaries.native, path.join(staging, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  })
  await openForEverybody(staging)
  await hydrateSymlinks(path.join(staging, 'native'))
  await removeOthers(folder, path.basename(staging))
  // Another process may have finished the same copy meanwhile; either is fine.
  await rename(staging, finished).catch(() => rm(staging, { recursive: true, force: true }))
  return copy
}

// The installed files may be closed to others, or their folders read-only even for their owner.
async function openForEverybody(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) await openForEverybody(file)
    else if (entry.isFile()) await chmod(file, ((await stat(file)).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

async function removeOthers(folder: string, keep: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name !== keep && !name.startsWith('new-')) await rm(path.join(folder, name), { recursive: true, force: true })
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}
