import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { StartError } from '../../config/start-error.ts'
import type { ClusterPaths } from './cluster-paths.ts'
import { isAlive } from './process-state.ts'

const key = [1_886_351_971, 1] as const
const releaseLimit = 5_000

/**
 * Takes the lock that makes this process the only one on the data folder, for as long as the connection lives.
 * A holder that was killed loses it within moments, which is waited for. Throws StartError when somebody else has it.
 */
export async function lockFolder(client: Client, paths: ClusterPaths): Promise<void> {
  const until = Date.now() + releaseLimit
  while (true) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1, $2) as locked', [...key])
    if (rows[0]?.locked) return
    const holder = await findHolder(client)
    if ((holder !== undefined && isAlive(holder)) || Date.now() > until) throw inUse(paths, holder)
    await delay(20)
  }
}

async function findHolder(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.objsubid = 2 and l.granted`,
    [...key],
  )
  const pid = Number(rows[0]?.name.split(' ').at(-1))
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function inUse(paths: ClusterPaths, holder: number | undefined): StartError {
  const who = holder === undefined ? '' : ` (pid ${holder})`
  return new StartError(`The data folder ${paths.folder} is in use by another Porchlight process${who}.`)
}
