import { appendFile, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import type { ClusterPaths } from './cluster-paths.ts'
import { diskFull } from './data-folder.ts'
import { errorCode } from './error-code.ts'
import { explainFailure } from './explain-failure.ts'
import { ensurePassword } from './password.ts'
import { isAlive } from './process-state.ts'
import { outcomeOf, type RunAs, spawnAs } from './spawn-as.ts'

/** The name of our settings file inside the database folder. */
export const settingsFile = 'porchlight.conf'

/**
 * Creates the database files once: in a sibling folder that is renamed when everything is on disk, so that a crash
 * leaves nothing half-made. When another process was faster, its files are kept. Throws StartError.
 */
export async function initialise(paths: ClusterPaths, runAs: RunAs): Promise<void> {
  await removeAbandoned(paths)
  const staging = path.join(paths.folder, `postgres.new-${process.pid}`)
  try {
    const password = await ensurePassword(paths)
    const data = await layOut(staging, password, runAs)
    const outcome = await runInitdb(staging, data, runAs)
    if (outcome.code !== 0) throw explainFailure(outcome.output, paths)
    await appendFile(path.join(data, 'postgresql.conf'), `\ninclude_if_exists = '${settingsFile}'\n`)
    await rename(data, paths.data)
  } catch (error) {
    if (['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '')) throw diskFull(paths.folder)
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function layOut(staging: string, password: string, runAs: RunAs): Promise<string> {
  const data = path.join(staging, 'data')
  const passwordFile = path.join(staging, 'password')
  await mkdir(staging, { mode: 0o700 })
  await mkdir(data, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (runAs.owner) {
    for (const item of [staging, data, passwordFile]) await chown(item, runAs.owner.uid, runAs.owner.gid)
  }
  return data
}

// pg_trgm asks the system what a letter is: under C only those of English are, and no other name could be looked up. Systems
// that do not know C.UTF-8 say so before they write anything.
async function runInitdb(staging: string, data: string, runAs: RunAs) {
  const outcome = await runInitdbWith(['--lc-ctype=C.UTF-8'], { staging, data, runAs })
  return /invalid locale name/.test(outcome.output) ? runInitdbWith([], { staging, data, runAs }) : outcome
}

function runInitdbWith(more: string[], parts: { staging: string; data: string; runAs: RunAs }) {
  const { staging, data, runAs } = parts
  const args = [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${path.join(staging, 'password')}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
    ...more,
  ]
  return outcomeOf(spawnAs(runAs, 'initdb', args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] }))
}

async function removeAbandoned(paths: ClusterPaths): Promise<void> {
  for (const name of await readdir(paths.folder)) {
    const pid = Number(/^postgres\.new-(\d+)$/.exec(name)?.[1])
    if (pid && (pid === process.pid || !isAlive(pid))) {
      await rm(path.join(paths.folder, name), { recursive: true, force: true })
    }
  }
}
