import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** What is done with the installation's master key. Each purpose has a key of its own, so a text made for one is void for another. */
export interface Secrets {
  /** Encrypts a text (AES-256-GCM, NIST SP 800-38D); the result starts with its version. */
  encrypt(text: string, purpose: string): string
  /** The text that `encrypt` was given; throws `DecryptionFailed` for another key, another purpose or a changed text. */
  decrypt(encrypted: string, purpose: string): string
  /** Signs a text: HMAC-SHA256 (RFC 2104) in base64url. */
  sign(purpose: string, text: string): string
  /** Whether the signature is the one that `sign` gives; takes the same time for every wrong signature. */
  verify(purpose: string, text: string, signature: string): boolean
}

/** An encrypted value cannot be read with this master key. */
export class DecryptionFailed extends Error {
  override readonly name = 'DecryptionFailed'
}

const VERSION = 'v1.'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Builds the secrets of one installation from its master key (at least 32 bytes). */
export function createSecrets(masterKey: Buffer): Secrets {
  if (masterKey.length < 32) throw new RangeError('A master key has at least 32 bytes')
  const keys = new Map<string, Buffer>()
  const keyFor = (use: 'encrypt' | 'sign', purpose: string) => {
    const info = `porchlight:${use}:${purpose}`
    const key = keys.get(info) ?? Buffer.from(hkdfSync('sha256', masterKey, '', info, 32))
    keys.set(info, key)
    return key
  }
  const sign = (purpose: string, text: string) => createHmac('sha256', keyFor('sign', purpose)).update(text).digest()
  return {
    encrypt: (text, purpose) => encryptWith(keyFor('encrypt', purpose), text),
    decrypt: (encrypted, purpose) => decryptWith(keyFor('encrypt', purpose), encrypted),
    sign: (purpose, text) => sign(purpose, text).toString('base64url'),
    verify: (purpose, text, signature) => {
      const expected = sign(purpose, text).toString('base64url')
      return signature.length === expected.length && timingSafeEqual(digest(signature), digest(expected))
    },
  }
}

/** SHA-256 in hex, to look up a random token without keeping it. Not for passwords: it is fast. */
export function hashToken(token: string): string {
  return digest(token).toString('hex')
}

/** A random token in base64url; 32 bytes, unless told, are beyond guessing. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function encryptWith(key: Buffer, text: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return VERSION + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

function decryptWith(key: Buffer, encrypted: string): string {
  if (!encrypted.startsWith(VERSION)) throw new DecryptionFailed('The value was not encrypted by this version')
  const bytes = Buffer.from(encrypted.slice(VERSION.length), 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new DecryptionFailed('The value was changed, or belongs to another SECRET_KEY', { cause })
  }
}
