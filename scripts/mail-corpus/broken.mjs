import { Buffer } from 'node:buffer'
import { head, html, mail, multipart } from './write-mail.mjs'

/** Mails that nobody should have sent, and what is still read of them. */
export function broken() {
  mail(
    'broken-boundary-never-closed',
    [head('Content-Type: multipart/mixed; boundary=frontier'), '--frontier\nContent-Type: text/plain\n\nHello'],
    { text: { full: 'Hello' } },
  )
  mail(
    'broken-boundary-missing',
    [head('Content-Type: multipart/mixed; boundary=other'), '--frontier\nContent-Type: text/plain\n\nHello'],
    { text: null },
  )
  mail('broken-boundary-undeclared', [head('Content-Type: multipart/mixed'), 'Hello'], { isMultipart: true })
  mail('broken-base64', head('Content-Type: text/plain', 'Content-Transfer-Encoding: base64') + 'SGVsbG8$$$=', {
    text: { full: 'Hello' },
  })
  mail(
    'broken-quoted-printable',
    head('Content-Type: text/plain', 'Content-Transfer-Encoding: quoted-printable') + 'a =ZZ b =',
    { text: { full: { has: ['a ', ' b'] } } },
  )
  mail('broken-encoding-unknown', head('Content-Type: text/plain', 'Content-Transfer-Encoding: x-lamp') + 'Hello', {
    text: { full: 'Hello' },
  })
  mail('broken-type', head('Content-Type: ;;;garbage') + 'Hello', { subject: 'The lamp' })
  mail('broken-no-empty-line', 'From: a@b.example\r\nSubject: Only headers', { subject: 'Only headers', text: null })
  mail('broken-no-headers', '\r\nOnly a text', { from: null, text: { full: 'Only a text' } })
  mail(
    'broken-first-line-of-a-mailbox',
    'From mo@haddad.example Mon Nov 23 10:00:00 2026\r\nFrom: a@b.example\r\n\r\nHello',
    { from: { address: 'a@b.example' }, text: { full: 'Hello' } },
  )
  mail('broken-bare-line-feeds', Buffer.from('From: a@b.example\nSubject: Hi\n\none\ntwo'), {
    subject: 'Hi',
    text: { full: 'one\ntwo' },
  })
  mail('broken-bare-carriage-returns', Buffer.from('From: a@b.example\r\nSubject: Hi\r\n\r\none\rtwo'), {
    text: { full: 'one\ntwo' },
  })
  mail('broken-html', html('<p>one<b>two<p>three</i></div><table><td>four'), {
    html: { full: { has: ['one', 'two', 'three', 'four', '</table>'] } },
  })
  mail('broken-html-deeper-than-parsed', html(`${'<div>'.repeat(5000)}deep`), { html: { full: 'deep' } })
  mail('unreadable-empty', '', { unreadable: 'The mail is empty.' })
  mail('unreadable-blank', '\r\n\r\n  \r\n', { unreadable: 'The mail is empty.' })
  mail('unreadable-headers-without-end', `From: a@b.example\nX-Bomb: ${'a\n '.repeat(100_000)}\n\nHello`, {
    unreadable: 'The headers of the mail are too large.',
  })
  mail(
    'unreadable-parts-without-end',
    multipart(
      'mixed',
      Array.from({ length: 3000 }, () => ['\nx']),
    ),
    { unreadable: 'The mail has too many parts.' },
  )
}
