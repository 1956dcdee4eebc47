import type { Secrets } from '../../platform/secrets/secrets.ts'

const PURPOSE = 'device-socket'

/**
 * What a device subscribes to the socket with (the pubsub_token of contract 3.1). Each device has its own, so that signing one
 * out silences it and no other. It is made from the device's row and kept nowhere: without the row it opens nothing.
 */
export function socketToken(secrets: Secrets, deviceId: number): string {
  return `${deviceId}.${secrets.sign(PURPOSE, String(deviceId))}`
}

/** The device of a socket token, or undefined when the token is not ours. */
export function deviceOf(secrets: Secrets, token: string): number | undefined {
  const [id = '', signature = ''] = token.split('.')
  return secrets.verify(PURPOSE, id, signature) ? Number(id) : undefined
}
