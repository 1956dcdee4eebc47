import { isIP } from 'node:net'
import { blockList, isPublicAddress } from './is-public-address.ts'

/** Which hosts and addresses may be spoken to. */
export interface AllowedPlaces {
  /** Whether a host that is known by this name may have this address. */
  allows(host: string, address: string): boolean
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*$/i

/** Whether a text names a host, an address or a range of addresses. */
export function isPlace(text: string): boolean {
  if (isIP(text.split('/')[0] ?? '') === 0) return HOST_NAME.test(text) && !/^[\d.]+$/.test(text)
  try {
    blockList([text])
    return true
  } catch {
    return false
  }
}

/** The public internet, and these host names, addresses and ranges besides. */
export function allowedPlaces(places: string[]): AllowedPlaces {
  const isRange = (place: string) => isIP(place.split('/')[0] ?? '') !== 0
  const ranges = blockList(places.filter(isRange))
  const names = new Set(places.filter((place) => !isRange(place)).map((name) => name.toLowerCase()))
  return {
    allows: (host, address) =>
      isPublicAddress(address) || names.has(host) || ranges.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'),
  }
}
