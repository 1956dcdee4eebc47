import { StartError } from '../../config/start-error.ts'
import type { ClusterPaths } from './cluster-paths.ts'
import { diskFull } from './data-folder.ts'

/** Turns what `initdb` or `postgres` printed before it gave up into one sentence for the user. */
export function explainFailure(output: string, paths: ClusterPaths): StartError {
  const external = 'set DATABASE_URL to a PostgreSQL server'
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(paths.folder)
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(output)?.[1]
  if (library) {
    return new StartError(
      `The PostgreSQL that comes with Porchlight needs the system library ${library}: install it, or ${external}.`,
    )
  }
  if (/failed to execute|ENOENT|required file not found|(postgres|initdb): not found/.test(output)) {
    return new StartError(
      `The PostgreSQL that comes with Porchlight cannot run on this system (it needs glibc, which Alpine and other musl systems lack): ${external}.`,
    )
  }
  const nameless = /could not look up effective user ID (\d+)/.exec(output)?.[1]
  if (nameless) {
    return new StartError(
      `The user with id ${nameless} has no name on this system, and PostgreSQL needs one: add it to /etc/passwd, run as another user, or ${external}.`,
    )
  }
  if (/Cannot allocate memory|could not (create|map).*shared memory/.test(output)) {
    return new StartError('There is not enough memory to start the database: free some and start again.')
  }
  if (/pre-existing shared memory block/.test(output)) {
    return new StartError(
      `A PostgreSQL that was started under another path still uses ${paths.data}: stop it and start again.`,
    )
  }
  if (/Permission denied|Operation not permitted/.test(output)) {
    return new StartError(
      `The database may not use ${paths.data}: change its owner or permissions, or choose another data folder with DATA_DIR.`,
    )
  }
  return new StartError(`The database could not start (${lastComplaint(output)}): see ${paths.log}.`)
}

function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const complaint = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it gave no reason'
  return complaint.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim()
}
