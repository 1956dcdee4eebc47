import { expect, test } from 'vitest'
import { allowedPlaces, isPlace } from './allowed-places.ts'
import { isPublicAddress } from './is-public-address.ts'

const INSIDE = `0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.0.1
169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255
198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 ::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1
64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 3fff::1 5f00::1
fc00::1 fd00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ffff::1`.split(/\s+/)

const OUTSIDE =
  `1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 169.253.255.255
169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.1 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255
2001:4860:4860::8888 2606:4700:4700::1111 2a00:1450:4001:81b::200e 2003::1 2400:cb00::1`.split(/\s+/)

test('no address inside a network counts as public, in whatever family it is dressed', () => {
  expect(INSIDE.filter(isPublicAddress)).toEqual([])
})

test('the neighbours of reserved ranges are public', () => {
  expect(OUTSIDE.filter((address) => !isPublicAddress(address))).toEqual([])
})

test('what is no address is not public', () => {
  expect(
    ['', 'localhost', '127.1', '0x7f.1', '2130706433', '1.2.3', '1.2.3.4.5', '::g'].filter(isPublicAddress),
  ).toEqual([])
})

test('an allowed range, address or host name opens itself and nothing beside it', () => {
  const places = allowedPlaces(['10.1.0.0/16', '192.168.0.7', 'fd00:1::/32', 'CRM.internal'])
  expect(places.allows('anything', '10.1.2.3')).toBe(true)
  expect(places.allows('anything', '10.2.0.1')).toBe(false)
  expect(places.allows('anything', '192.168.0.7')).toBe(true)
  expect(places.allows('anything', '192.168.0.8')).toBe(false)
  expect(places.allows('anything', 'fd00:1::5')).toBe(true)
  expect(places.allows('anything', 'fd00:2::5')).toBe(false)
  expect(places.allows('crm.internal', '172.16.0.1')).toBe(true)
  expect(places.allows('evil.crm.internal', '172.16.0.1')).toBe(false)
  expect(places.allows('anything', '1.1.1.1')).toBe(true)
})

test('a place is a host, an address or a range', () => {
  const good = ['crm', 'crm.internal', '10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8']
  const bad = [
    '',
    '10.0.0.0/33',
    '10.0.0/8',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    'fd00::/129',
    'http://crm',
    'a b',
    '1.2.3',
    'a..b',
  ]
  expect(good.filter((place) => !isPlace(place))).toEqual([])
  expect(bad.filter(isPlace)).toEqual([])
})
