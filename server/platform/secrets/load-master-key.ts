import { createHash } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { flushDirectory } from '../blobs/flush-directory.ts'
import { StartError } from '../config/start-error.ts'
import { randomToken } from './secrets.ts'

const SHORTEST = 32

/** The installation's master key (32 bytes): from SECRET_KEY when given, else from `secret.key` in the data directory, which is
 * created once with mode 600. Throws `StartError` when either is unusable. */
export async function loadMasterKey(from: { secretKey?: string; dataDirectory: string }): Promise<Buffer> {
  if (from.secretKey !== undefined) return keyOf(from.secretKey, 'SECRET_KEY')
  const file = path.join(from.dataDirectory, 'secret.key')
  const text = (await readIfThere(file)) ?? (await createOnce(file))
  return keyOf(text.trim(), file)
}

function keyOf(text: string, source: string): Buffer {
  if (text.length >= SHORTEST) return createHash('sha256').update(text).digest()
  throw new StartError(
    `${source} has ${text.length} characters and needs at least ${SHORTEST}. Everything secret in the database depends on it: ` +
      'use the value this installation has had before, or for a new one a long random text such as `openssl rand -base64 48` prints.',
  )
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw new StartError(`The secret key cannot be read: ${String(error)}`, { cause: error })
  }
}

// A complete file appears under its name or the other process's does: link never replaces a file.
async function createOnce(file: string): Promise<string> {
  const directory = path.dirname(file)
  const draft = `${file}.${randomToken(9)}`
  try {
    await mkdir(directory, { recursive: true })
    await writeThrough(draft, `${randomToken(48)}\n`)
    await link(draft, file).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
    await flushDirectory(directory)
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new StartError(`The secret key cannot be created: ${String(error)}`, { cause: error })
  } finally {
    await rm(draft, { force: true })
  }
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
