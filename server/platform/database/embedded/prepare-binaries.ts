import type { ClusterPaths } from './cluster-paths.ts'
import { copyBinaries } from './copy-binaries.ts'
import { errorCode } from './error-code.ts'
import { type Binaries, findBinaries } from './find-binaries.ts'
import { hydrateSymlinks } from './hydrate-symlinks.ts'

/** Finds the binaries and makes them runnable; a read-only installation is copied into the data folder first. */
export async function prepareBinaries(
  paths: ClusterPaths,
  find: () => Promise<Binaries> = findBinaries,
): Promise<Binaries> {
  const installed = await find()
  try {
    await hydrateSymlinks(installed.native)
    return installed
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error
    return copyBinaries(installed, paths.binaries)
  }
}
