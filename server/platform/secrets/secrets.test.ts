import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StartError } from '../config/start-error.ts'
import { loadMasterKey } from './load-master-key.ts'
import { createSecrets, DecryptionFailed, hashToken, randomToken } from './secrets.ts'

const secrets = createSecrets(Buffer.alloc(32, 7))
const others = createSecrets(Buffer.alloc(32, 8))

describe('encryption', () => {
  test('a text comes back, and no two encryptions are alike', () => {
    const one = secrets.encrypt('pässword ☂', 'mail')
    expect(one).not.toBe(secrets.encrypt('pässword ☂', 'mail'))
    expect(one).not.toContain('pässword')
    expect(secrets.decrypt(one, 'mail')).toBe('pässword ☂')
    expect(secrets.decrypt(secrets.encrypt('', 'mail'), 'mail')).toBe('')
  })

  test('another purpose, another key, a changed or a foreign text are refused', () => {
    const encrypted = secrets.encrypt('a longer text', 'mail')
    const changed = encrypted.slice(0, 50) + (encrypted[50] === 'A' ? 'B' : 'A') + encrypted.slice(51)
    expect(() => secrets.decrypt(encrypted, 'hook')).toThrow(DecryptionFailed)
    expect(() => others.decrypt(encrypted, 'mail')).toThrow(DecryptionFailed)
    for (const text of [changed, 'v1.', 'v1.AAAA', 'v2.AAAA', '']) {
      expect(() => secrets.decrypt(text, 'mail')).toThrow(DecryptionFailed)
    }
  })
})

describe('signatures', () => {
  test('a signature holds for its purpose, text and key only', () => {
    const signature = secrets.sign('file', 'a/b')
    expect(signature).toMatch(/^[\w-]{43}$/)
    expect(secrets.verify('file', 'a/b', signature)).toBe(true)
    expect(secrets.verify('file', 'a/c', signature)).toBe(false)
    expect(secrets.verify('hook', 'a/b', signature)).toBe(false)
    expect(others.verify('file', 'a/b', signature)).toBe(false)
    for (const wrong of ['', 'short', `${signature}x`, 'é'.repeat(43)]) {
      expect(secrets.verify('file', 'a/b', wrong)).toBe(false)
    }
  })
})

test('tokens are random, and their hash is the SHA-256 that everybody knows', () => {
  expect(randomToken()).toMatch(/^[\w-]{43}$/)
  expect(randomToken()).not.toBe(randomToken())
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a master key that is too short is refused', () => {
  expect(() => createSecrets(Buffer.alloc(16))).toThrow(RangeError)
})

describe('the master key', () => {
  let dataDirectory: string
  beforeEach(async () => {
    dataDirectory = await mkdtemp(path.join(tmpdir(), 'porchlight-key-'))
  })
  afterEach(() => rm(dataDirectory, { recursive: true, force: true }))

  test('it is made once, readable by its owner only, and stays the same', async () => {
    const key = await loadMasterKey({ dataDirectory })
    expect(key).toHaveLength(32)
    expect(await loadMasterKey({ dataDirectory })).toEqual(key)
    expect((await stat(path.join(dataDirectory, 'secret.key'))).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDirectory)).toEqual(['secret.key'])
  })

  test('of several starts at once all end with the same key', async () => {
    const elsewhere = path.join(dataDirectory, 'not', 'there')
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKey({ dataDirectory: elsewhere })))
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  })

  test('SECRET_KEY decides when it is given, and nothing is written', async () => {
    const secretKey = 'x'.repeat(32)
    expect(await loadMasterKey({ secretKey, dataDirectory })).toEqual(await loadMasterKey({ secretKey, dataDirectory }))
    expect(await readdir(dataDirectory)).toEqual([])
  })

  test('a short SECRET_KEY, or a damaged key file, stops the start with a sentence', async () => {
    await expect(loadMasterKey({ secretKey: 'short', dataDirectory })).rejects.toThrow(/SECRET_KEY has 5 characters/)
    await writeFile(path.join(dataDirectory, 'secret.key'), '')
    await expect(loadMasterKey({ dataDirectory })).rejects.toThrow(StartError)
  })
})
