import { expect, test } from 'vitest'
import type { Inbox, Message } from '../../api/wire.ts'
import { addressesIn, copiedByCustomer, everybody, ownAddresses } from './mail-recipients.ts'

const isOwn = ownAddresses([{ email: 'Help@lamp.example', forward_to_email: 'x1@in.lamp.example' } as Inbox])
const incoming = (email: object) => ({ message_type: 0, content_attributes: { email } }) as unknown as Message
const outgoing = (about: object) =>
  ({ message_type: 1, private: false, content_attributes: about }) as unknown as Message
const mo = 'mo@sea.example'

test('a reply to all goes to who wrote and to whom they wrote, but not to us', () => {
  const mail = {
    from: ['Mo <mo@sea.example>'],
    to: ['help@lamp.example', 'Jo <JO@sea.example>'],
    cc: [
      'boss@sea.example',
      'help+tag@lamp.example',
      'x1@in.lamp.example',
      `reply+${crypto.randomUUID()}@in.lamp.example`,
    ],
  }
  expect(everybody([incoming(mail)], mo, isOwn)).toEqual({ to: mo, cc: 'jo@sea.example, boss@sea.example' })
})

test('a colleague of the customer who wrote is answered, and the customer stays in copy', () => {
  const mail = { from: ['jo@sea.example'], to: ['help@lamp.example'] }
  expect(everybody([incoming(mail)], mo, isOwn)).toEqual({ to: 'jo@sea.example', cc: mo })
})

test('after an answer of ours everybody stays who had it, and what was handed on does not count', () => {
  const thread = [
    incoming({ from: [mo], cc: ['boss@sea.example'] }),
    outgoing({ cc_emails: ['jo@sea.example'] }),
    outgoing({ to_emails: ['lab@glass.example'], forwarded_message_id: 1 }),
  ]
  expect(everybody(thread, mo, isOwn)).toEqual({ to: mo, cc: 'jo@sea.example' })
})

test('a reply goes to whom the customer copied in, without us', () => {
  const thread = [incoming({ cc: ['boss@sea.example', 'help@lamp.example'] }), outgoing({})]
  expect(copiedByCustomer(thread, isOwn)).toBe('boss@sea.example')
  expect(everybody([], mo, isOwn)).toEqual({ to: mo, cc: '' })
})

test('addresses are read with and without names, once each', () => {
  expect(addressesIn('a@b.example; A@b.example, c@d.example')).toEqual(['a@b.example', 'c@d.example'])
  expect(addressesIn(undefined)).toEqual([])
})
