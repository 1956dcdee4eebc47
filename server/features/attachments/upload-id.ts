import type { Secrets } from '../../platform/secrets/secrets.ts'

const UPLOAD = 'upload'
const TICKET = 'upload-ticket'

/** The text that stands for an upload towards clients: whoever has it may attach the file, and read it while it is there. */
export function signedUploadId(secrets: Secrets, id: number): string {
  return sealed(secrets, UPLOAD, [id])
}

/** The upload that a signed id stands for; undefined when it was not made here. */
export function readUploadId(secrets: Secrets, text: string): number | undefined {
  return opened(secrets, UPLOAD, text)?.[0]
}

/** Allows somebody to send the bytes of an announced upload until a moment. */
export function uploadTicket(secrets: Secrets, id: number, expires: Date): string {
  return sealed(secrets, TICKET, [id, Math.floor(expires.getTime() / 1000)])
}

/** The upload that a ticket is for; undefined when it was not made here or has expired. */
export function readTicket(secrets: Secrets, text: string, now: Date): number | undefined {
  const [id, expires = 0] = opened(secrets, TICKET, text) ?? []
  return expires * 1000 > now.getTime() ? id : undefined
}

// Two parts with two dashes between them, as the contract's clients know them.
function sealed(secrets: Secrets, purpose: string, numbers: number[]): string {
  const text = Buffer.from(numbers.join('.')).toString('base64url')
  return `${text}--${secrets.sign(purpose, text)}`
}

function opened(secrets: Secrets, purpose: string, sealedText: string): number[] | undefined {
  const at = sealedText.indexOf('--')
  const text = sealedText.slice(0, Math.max(at, 0))
  if (at < 1 || !secrets.verify(purpose, text, sealedText.slice(at + 2))) return undefined
  return Buffer.from(text, 'base64url').toString().split('.').map(Number)
}
