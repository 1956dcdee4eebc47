import { constants } from 'node:fs'
import { access, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { isBlobKey, newBlobKey } from './blob-key.ts'
import { BlobMissing, type Blobs } from './blobs.ts'
import { measureStream } from './measure-stream.ts'
import { flushDirectory } from './flush-directory.ts'

// A blob under way is a file in `incoming`; when it is complete and on the disk it is renamed to its key, so that a file under a key
// is always whole. What a crash leaves in `incoming` is removed at the next opening, once it is a day old.
const INCOMING = 'incoming'
const DAY = 24 * 60 * 60 * 1000

/** Opens the blobs kept in a directory, which is created when it is not there. */
export async function openDiskBlobs(options: { directory: string }): Promise<Blobs> {
  const incoming = path.join(options.directory, INCOMING)
  await mkdir(incoming, { recursive: true })
  await removeAbandoned(incoming, Date.now() - DAY)
  const fileOf = (key: string) => {
    if (!isBlobKey(key)) throw new BlobMissing('That is not the key of a blob')
    return path.join(options.directory, key)
  }
  return {
    put: (source, limits) => putFile(source, limits.maximumBytes, options.directory, incoming),
    open: async (key, range) => {
      const handle = await open(fileOf(key), 'r').catch(missing)
      return handle.createReadStream(range)
    },
    delete: async (key) => rm(fileOf(key), { force: true }),
    exists: async (key) =>
      isBlobKey(key) &&
      access(fileOf(key), constants.F_OK).then(
        () => true,
        () => false,
      ),
    keys: () => walk(options.directory),
  }
}

async function putFile(source: Readable, maximumBytes: number, directory: string, incoming: string) {
  const key = newBlobKey()
  const draft = path.join(incoming, path.basename(key))
  const file = path.join(directory, key)
  try {
    const found = await writeDraft(source, maximumBytes, draft)
    await mkdir(path.dirname(file), { recursive: true })
    await rename(draft, file)
    // The file's own directory, and both above it in case they are new.
    for (const above of ['.', '..', '../..']) await flushDirectory(path.resolve(file, '..', above))
    return { key, ...found }
  } catch (error) {
    source.destroy()
    await rm(draft, { force: true })
    throw error
  }
}

async function writeDraft(source: Readable, maximumBytes: number, draft: string) {
  const handle = await open(draft, 'wx', 0o600)
  try {
    const found = await measureStream(source, maximumBytes, (chunk) => handle.writeFile(chunk))
    await handle.sync()
    return found
  } finally {
    await handle.close()
  }
}

async function* walk(directory: string): AsyncIterable<{ key: string; createdAt: Date }> {
  const entries = await opendir(directory, { recursive: true })
  for await (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name)
    const key = path.relative(directory, file).split(path.sep).join('/')
    const found = isBlobKey(key) ? await stat(file).catch(() => undefined) : undefined
    if (found) yield { key, createdAt: found.mtime }
  }
}

async function removeAbandoned(incoming: string, before: number): Promise<void> {
  for await (const entry of await opendir(incoming)) {
    const file = path.join(incoming, entry.name)
    const found = await stat(file).catch(() => undefined)
    if (found && found.mtimeMs < before) await rm(file, { force: true })
  }
}

function missing(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    throw new BlobMissing('No blob has this key')
  throw error
}
