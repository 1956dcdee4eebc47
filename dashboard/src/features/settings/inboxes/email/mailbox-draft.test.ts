import { expect, test } from 'vitest'
import type { MailboxInbox } from '../../../../api/settings.ts'
import { mailPresets, providerOf, providerOfServers, serversOf } from './mail-presets.ts'
import { portFor, readMailbox, withServers, writeMailbox } from './mailbox-draft.ts'

const stored = {
  email: 'help@lamp.example',
  imap_enabled: true,
  imap_login: 'help',
  imap_password: 'secret',
  imap_address: 'imap.lamp.example',
  imap_port: 993,
  imap_enable_ssl: true,
  smtp_enabled: false,
  smtp_login: '',
  smtp_password: '',
  smtp_address: '',
  smtp_port: 0,
  smtp_enable_starttls_auto: true,
  smtp_enable_ssl_tls: false,
  smtp_openssl_verify_mode: 'peer',
} as MailboxInbox

test('a form of a mailbox never holds a password that is kept, and leaves it when none is typed', () => {
  const draft = readMailbox(stored)
  expect([draft.imap_password, draft.smtp_port, draft.incoming, draft.outgoing]).toEqual([
    '',
    '',
    'imap',
    'installation',
  ])
  expect(JSON.stringify(draft)).not.toContain('secret')
  expect(writeMailbox({ imap_password: '', imap_login: 'x' })).toEqual({ imap_login: 'x' })
  expect(writeMailbox({ imap_password: 'new' })).toEqual({ imap_password: 'new' })
})

test('what a form says becomes the words of the contract', () => {
  expect(
    writeMailbox({
      outgoing: 'own',
      smtp_encryption: 'tls',
      smtp_port: '465',
      smtp_verify: false,
      incoming: 'forwarding',
    }),
  ).toEqual({
    imap_enabled: false,
    smtp_enabled: true,
    smtp_enable_ssl_tls: true,
    smtp_enable_starttls_auto: false,
    smtp_openssl_verify_mode: 'none',
    smtp_port: 465,
  })
})

test('a provider is known by the address or by its servers, and fills them in', () => {
  expect(providerOf('Mo@GMail.com')).toBe('google')
  expect(providerOf('help@lamp.example')).toBe('own')
  expect(providerOfServers('', 'smtp.fastmail.com')).toBe('fastmail')
  expect(providerOfServers('', '')).toBe('own')
  expect(serversOf('own', 'help@lamp.example').imap).toEqual({ host: 'imap.lamp.example', port: 993 })
  const draft = { ...readMailbox(stored), imap_login: '' }
  expect(withServers(draft, 'google')).toMatchObject({
    imap_address: mailPresets.google.imap.host,
    imap_login: 'help@lamp.example',
    smtp_encryption: 'tls',
  })
})

test('the port follows the encryption unless somebody chose one', () => {
  expect([portFor('tls', '587'), portFor('starttls', ''), portFor('none', '2525')]).toEqual(['465', '587', '2525'])
})
