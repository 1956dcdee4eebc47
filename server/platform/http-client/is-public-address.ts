import { BlockList, isIP } from 'node:net'

// The special-purpose registries of IANA (RFC 6890) and what was set apart since: no host of the public internet is in them.
const RESERVED_IPV4 =
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
224.0.0.0/4 240.0.0.0/4`.split(/\s+/)

// Only 2000::/3 is given out. Inside it, what carries an IPv4 address (6to4, Teredo) could carry a private one.
const GLOBAL_IPV6 = '2000::/3'
const RESERVED_IPV6 = '2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20'.split(/\s+/)

const reserved4 = blockList(RESERVED_IPV4)
const global6 = blockList([GLOBAL_IPV6])
const reserved6 = blockList(RESERVED_IPV6)

/** Whether an IP address is of the public internet: not private, loopback, link-local, metadata, reserved, or an IPv4 address in disguise. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !reserved4.check(address, 'ipv4')
  return isIP(address) === 6 && global6.check(address, 'ipv6') && !reserved6.check(address, 'ipv6')
}

/** A list of addresses and ranges such as 10.0.0.0/8 and fd00::1; throws a RangeError for anything else. */
export function blockList(ranges: string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', length, more] = range.split('/')
    const family = isIP(address)
    const longest = family === 4 ? 32 : 128
    const prefix = length === undefined ? longest : Number(length)
    const isRange = more === undefined && /^\d{1,3}$/.test(length ?? '0') && prefix <= longest
    if (family === 0 || !isRange) throw new RangeError(`${range} is no address and no range of addresses`)
    list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}
