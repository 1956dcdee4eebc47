import { randomBytes } from 'node:crypto'

const KEY = /^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{28}$/

/** A new random key such as `3f/a0/3fa0…` (128 bits): two levels keep directories small. */
export function newBlobKey(): string {
  const name = randomBytes(16).toString('hex')
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`
}

/** Whether a text has the form of a key, so that it can never lead out of the store. */
export function isBlobKey(text: string): boolean {
  return KEY.test(text)
}
