// PostgreSQL refuses to run as root, and containers often are root. In order of preference, root runs it
//   1. as the user who owns an existing database, so that root and that user can take turns;
//   2. in a user namespace where root carries another number: files stay root's, any folder works;
//   3. as `postgres` or `nobody`, with the binaries in place;
//   4. the same with a copy of the binaries, when they lie in a folder that user cannot enter;
//   5. the same, allowed to pass closed folders, when the data folder lies in one (such as /root).
// Each way is tried for real before it is taken. A user without a name needs way 2 too, because of `initdb`.
import { spawn } from 'node:child_process'
import { chown, mkdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { StartError } from '../../config/start-error.ts'
import { hasName, unprivilegedAccount } from './accounts.ts'
import type { ClusterPaths } from './cluster-paths.ts'
import { copyBinaries } from './copy-binaries.ts'
import { explainFailure } from './explain-failure.ts'
import { type Binaries, program } from './find-binaries.ts'
import { type Account, outcomeOf, ownUserId, type RunAs, spawnCommandAs } from './spawn-as.ts'

type Candidate = () => Promise<RunAs | undefined> | RunAs

/** Chooses the identity under which the database runs. Throws StartError when no way works here. */
export async function chooseRunAs(paths: ClusterPaths, binaries: Binaries): Promise<RunAs> {
  const asOurselves: RunAs = { note: '', prefix: [], binaries }
  if (ownUserId() !== 0 && hasName()) return asOurselves
  const account = await unprivilegedAccount()
  const owner = await ownerOf(paths.data)
  const candidates = ownUserId() === 0 ? asRoot(paths, binaries, account, owner) : withoutName(asOurselves, account)
  let complaint = ''
  for (const candidate of candidates) {
    const runAs = await candidate()
    if (!runAs) continue
    const problem = await tryOut(runAs, paths)
    if (problem === undefined) return runAs
    complaint = problem
  }
  if (/shared librar|failed to execute|required file not found|postgres: not found/.test(complaint))
    throw explainFailure(complaint, paths)
  throw new StartError(
    'The database that comes with Porchlight cannot run as root on this system with this data folder: start Porchlight as an ordinary user, set DATA_DIR to a folder that every user may enter, or set DATABASE_URL to a PostgreSQL server.',
  )
}

function asRoot(
  paths: ClusterPaths,
  binaries: Binaries,
  account: (Account & { name: string }) | undefined,
  owner: Account | undefined,
): Candidate[] {
  const candidates: Candidate[] = []
  if (owner && owner.uid !== 0) {
    const note = `as the owner of its files (uid ${owner.uid})`
    candidates.push(() => ({ note, prefix: [], user: owner, owner, binaries }))
  }
  if (!account) return candidates
  const user = { uid: account.uid, gid: account.gid }
  const note = `as the user ${account.name}`
  const fromCopy = async () => {
    // A copy is worth its room only where that user can reach it.
    if (!(await canEnter(user, paths.folder))) return undefined
    const copy = await copyBinaries(binaries, paths.binaries)
    return { note: `${note}, from a copy`, prefix: [], user, owner: user, binaries: copy }
  }
  candidates.push(
    () => inUserNamespace(account, binaries, { uid: 0, gid: process.getegid?.() ?? 0 }),
    () => ({ note, prefix: [], user, owner: user, binaries }),
    fromCopy,
    () => ({ note: `${note}, passing closed folders`, prefix: passingFolders(user), owner: user, binaries }),
  )
  return candidates
}

function withoutName(asOurselves: RunAs, account: Account | undefined): Candidate[] {
  const candidates: Candidate[] = [() => asOurselves]
  if (account) candidates.unshift(() => inUserNamespace(account, asOurselves.binaries))
  return candidates
}

function inUserNamespace(account: Account, binaries: Binaries, owner?: Account): RunAs {
  const prefix = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--']
  return { note: 'in a user namespace', prefix, owner, binaries }
}

function passingFolders({ uid, gid }: Account): string[] {
  const capability = '+dac_override'
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  // Without the secure bit the kernel ignores the capability in access(), which initdb asks about its own folder.
  const allowance = [`--inh-caps=${capability}`, `--ambient-caps=${capability}`, '--securebits=+no_setuid_fixup']
  return ['setpriv', ...identity, ...allowance, '--']
}

// Runs the server program and writes a file in a folder like the database's; returns what went wrong, if anything.
async function tryOut(runAs: RunAs, paths: ClusterPaths): Promise<string | undefined> {
  const folder = path.join(paths.folder, `postgres.try-${process.pid}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  try {
    if (runAs.owner) await chown(folder, runAs.owner.uid, runAs.owner.gid)
    const script = ': > "$1/file" && [ -x "$2" ] && exec "$2" --version'
    const command = ['/bin/sh', '-c', script, 'sh', folder, program(runAs.binaries, 'postgres')]
    const outcome = await outcomeOf(spawnCommandAs(runAs, command, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] }))
    return outcome.code === 0 ? undefined : outcome.output || 'failed'
  } catch (error) {
    // Changing the owner or switching the user may be forbidden (spawn throws at once); then the next way is tried.
    return error instanceof Error ? error.message : String(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function canEnter(user: Account, folder: string): Promise<boolean> {
  const child = spawn('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', stdio: 'ignore', ...user })
  return (await outcomeOf(child)).code === 0
}

async function ownerOf(folder: string): Promise<Account | undefined> {
  return stat(folder).catch(() => undefined)
}
