import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { describeBlobs } from './blobs-contract.ts'
import { openDiskBlobs } from './disk-blobs.ts'

async function aDirectory() {
  const directory = await mkdtemp(path.join(tmpdir(), 'porchlight-blobs-'))
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) }
}

describeBlobs('blobs on disk', async () => {
  const { directory, remove } = await aDirectory()
  return { blobs: await openDiskBlobs({ directory }), remove }
})

test('a refused file leaves no draft on the disk either', async () => {
  const { directory, remove } = await aDirectory()
  const blobs = await openDiskBlobs({ directory })
  await expect(blobs.put(Readable.from([Buffer.alloc(11)]), { maximumBytes: 10 })).rejects.toThrow('more than 10 bytes')
  expect(await readdir(directory, { recursive: true })).toEqual(['incoming'])
  await remove()
})

test('drafts that a crash left are removed at the next opening once they are a day old', async () => {
  const { directory, remove } = await aDirectory()
  await mkdir(path.join(directory, 'incoming'))
  for (const name of ['old', 'fresh']) await writeFile(path.join(directory, 'incoming', name), 'draft')
  await utimes(path.join(directory, 'incoming', 'old'), new Date(0), new Date(0))
  await openDiskBlobs({ directory })
  expect(await readdir(path.join(directory, 'incoming'))).toEqual(['fresh'])
  await remove()
})
