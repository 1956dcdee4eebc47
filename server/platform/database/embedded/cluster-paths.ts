import path from 'node:path'

/** Where everything of the embedded database lies inside the data folder; all paths absolute. */
export interface ClusterPaths {
  readonly folder: string
  /** The directory that PostgreSQL owns. */
  readonly data: string
  readonly password: string
  readonly log: string
  /** A private copy of the binaries, made only where the installed ones cannot be used in place. */
  readonly binaries: string
}

/** The paths of the embedded database of one data folder. */
export function clusterPaths(dataDirectory: string): ClusterPaths {
  const folder = path.resolve(dataDirectory)
  return {
    folder,
    data: path.join(folder, 'postgres'),
    password: path.join(folder, 'postgres.password'),
    log: path.join(folder, 'postgres.log'),
    binaries: path.join(folder, 'postgres-binaries'),
  }
}
