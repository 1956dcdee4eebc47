import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BlobMissing, BlobTooLarge, HEAD_BYTES, type Blobs } from './blobs.ts'

const ROOMY = { maximumBytes: 1_000_000 }
const UNKNOWN_KEY = `ab/cd/abcd${'0'.repeat(28)}`

/** The promises that every driver of `Blobs` keeps. `open` gives an empty store and what removes it. */
export function describeBlobs(name: string, open: () => Promise<{ blobs: Blobs; remove: () => Promise<void> }>): void {
  describe(name, () => {
    let blobs: Blobs
    let remove: () => Promise<void>
    beforeEach(async () => {
      ;({ blobs, remove } = await open())
    })
    afterEach(() => remove())

    test('what is put comes back byte for byte, with its size, hash and head', async () => {
      const bytes = randomBytes(70_000)
      const stored = await blobs.put(Readable.from([bytes.subarray(0, 3000), bytes.subarray(3000)]), ROOMY)
      expect(stored.byteSize).toBe(70_000)
      expect(stored.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(stored.head.equals(bytes.subarray(0, HEAD_BYTES))).toBe(true)
      expect((await buffer(await blobs.open(stored.key))).equals(bytes)).toBe(true)
    })

    test('an empty file is a file', async () => {
      const stored = await blobs.put(Readable.from([]), ROOMY)
      expect(stored).toMatchObject({ byteSize: 0, head: Buffer.alloc(0) })
      expect(await buffer(await blobs.open(stored.key))).toHaveLength(0)
    })

    test('a range gives the bytes from its start to its end, both included', async () => {
      const { key } = await blobs.put(Readable.from([Buffer.from('0123456789')]), ROOMY)
      expect(String(await buffer(await blobs.open(key, { start: 2, end: 4 })))).toBe('234')
      expect(String(await buffer(await blobs.open(key, { start: 9, end: 9 })))).toBe('9')
    })

    test('equal files get keys of their own, so that deleting one leaves the other', async () => {
      const one = await blobs.put(Readable.from([Buffer.from('same')]), ROOMY)
      const two = await blobs.put(Readable.from([Buffer.from('same')]), ROOMY)
      expect(one.key).not.toBe(two.key)
      await blobs.delete(one.key)
      await blobs.delete(one.key)
      expect(await blobs.exists(one.key)).toBe(false)
      expect(await blobs.exists(two.key)).toBe(true)
      await expect(blobs.open(one.key)).rejects.toThrow(BlobMissing)
    })

    test('exactly the limit is allowed; a byte more is refused and leaves nothing', async () => {
      await blobs.put(Readable.from([Buffer.alloc(10)]), { maximumBytes: 10 })
      const source = Readable.from([Buffer.alloc(6), Buffer.alloc(5), Buffer.alloc(1_000)])
      await expect(blobs.put(source, { maximumBytes: 10 })).rejects.toThrow(BlobTooLarge)
      expect(source.destroyed).toBe(true)
      expect(await keysOf(blobs)).toHaveLength(1)
    })

    test('a stream that breaks off leaves nothing', async () => {
      const broken = Readable.from(
        (async function* () {
          yield Buffer.from('some')
          throw new Error('the sender went away')
        })(),
      )
      await expect(blobs.put(broken, ROOMY)).rejects.toThrow('the sender went away')
      expect(await keysOf(blobs)).toEqual([])
    })

    test('all keys are listed with the time they were made', async () => {
      const before = Date.now() - 2_000
      const stored = [await blobs.put(Readable.from(['a']), ROOMY), await blobs.put(Readable.from(['b']), ROOMY)]
      const listed = await keysOf(blobs)
      expect(listed.map((blob) => blob.key).toSorted()).toEqual(stored.map((blob) => blob.key).toSorted())
      for (const blob of listed) expect(blob.createdAt.getTime()).toBeGreaterThan(before)
    })

    test.each([
      '../../etc/passwd',
      '/etc/passwd',
      'ab/cd/../../x',
      '',
      'ab/cd/zz',
      `${UNKNOWN_KEY}\0`,
      `${UNKNOWN_KEY}/..`,
    ])('the key %j leads nowhere', async (key) => {
      expect(await blobs.exists(key)).toBe(false)
      await expect(blobs.open(key)).rejects.toThrow(BlobMissing)
      await expect(blobs.delete(key)).rejects.toThrow(BlobMissing)
    })

    test('a key that nothing has is missing', async () => {
      expect(await blobs.exists(UNKNOWN_KEY)).toBe(false)
      await expect(blobs.open(UNKNOWN_KEY)).rejects.toThrow(BlobMissing)
    })
  })
}

async function keysOf(blobs: Blobs): Promise<{ key: string; createdAt: Date }[]> {
  const found = []
  for await (const blob of blobs.keys()) found.push(blob)
  return found
}
