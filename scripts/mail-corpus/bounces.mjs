import { head, inside, mail } from './write-mail.mjs'

const ORIGINAL =
  'Message-ID: <conversation/1/messages/2@lamp.example>\nSubject: Re: The lamp\nFrom: help@lamp.example\nTo: mo@haddad.example\n'
const ID = 'conversation/1/messages/2@lamp.example'

/** @param {string} status @param {string} [original] */
function report(status, original = `Content-Type: message/rfc822\n\n${ORIGINAL}\nHello`) {
  return [
    head(
      'Content-Type: multipart/report; report-type=delivery-status; boundary=frontier',
      'Auto-Submitted: auto-replied',
    ).replace('Mo Haddad <mo@haddad.example>', 'Mail Delivery System <MAILER-DAEMON@mx.example>'),
    ...inside([
      ['Content-Type: text/plain\n\nYour mail could not be delivered.'],
      [`Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${status}`],
      [original],
    ]),
  ]
}

/** @param {string} name @param {string} from @param {string} subject @param {string} text @param {object | null} bounce @param {string} [more] */
function letter(name, from, subject, text, bounce, more = '') {
  const source = `Return-Path: <>\nFrom: ${from}\nTo: help@lamp.example\nSubject: ${subject}\n${more}Content-Type: text/plain\n\n${text}`
  mail(`bounce-${name}`, source, { bounce })
}

export function bounces() {
  const failed = (/** @type {object} */ more) => ({
    bounce: { failedRecipients: ['mo@haddad.example'], originalMessageId: ID, ...more },
  })
  const to = 'Final-Recipient: rfc822; mo@haddad.example\nAction: failed\n'
  mail(
    'bounce-postfix',
    report(`${to}Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <mo@haddad.example>: User unknown`),
    failed({
      status: '5.1.1',
      diagnostic: '550 5.1.1 <mo@haddad.example>: User unknown',
    }),
  )
  mail(
    'bounce-folded-diagnostic',
    report(`${to}Status: 5.2.2\nDiagnostic-Code: smtp;\n  552 5.2.2 Mailbox\n  full`),
    failed({
      status: '5.2.2',
      diagnostic: '552 5.2.2 Mailbox full',
    }),
  )
  mail(
    'bounce-forwarded-address',
    report(
      `Original-Recipient: rfc822;mo@haddad.example\nFinal-Recipient: rfc822;mo@else.example\nAction: failed\nStatus: 5.0.0`,
    ),
    failed({ status: '5.0.0' }),
  )
  mail(
    'bounce-headers-only',
    report(`${to}Status: 5.7.1`, `Content-Type: text/rfc822-headers\n\n${ORIGINAL}`),
    failed({ status: '5.7.1' }),
  )
  mail(
    'bounce-upper-case',
    report('FINAL-RECIPIENT: RFC822; Mo@Haddad.Example\nACTION: Failed\nSTATUS: 5.1.1'),
    failed({ status: '5.1.1' }),
  )
  mail(
    'bounce-two-recipients',
    report(`${to}Status: 5.1.1\n\nFinal-Recipient: rfc822; lea@fontaine.example\nAction: failed\nStatus: 5.1.1`),
    {
      bounce: { failedRecipients: ['mo@haddad.example', 'lea@fontaine.example'] },
    },
  )
  mail(
    'bounce-one-of-two',
    report(`Final-Recipient: rfc822; lea@fontaine.example\nAction: delivered\nStatus: 2.0.0\n\n${to}Status: 5.1.1`),
    failed({ status: '5.1.1' }),
  )
  mail(
    'bounce-delayed-is-no-failure',
    report('Final-Recipient: rfc822; mo@haddad.example\nAction: delayed\nStatus: 4.4.1'),
    {
      bounce: { failedRecipients: [], status: '4.4.1', originalMessageId: ID },
    },
  )
  mail(
    'bounce-exim',
    [
      'Return-Path: <>\nX-Failed-Recipients: mo@haddad.example\nFrom: Mail Delivery System <Mailer-Daemon@mx.example>\nSubject: Mail delivery failed: returning message to sender\n\n',
      'A message that you sent could not be delivered.\n\n  mo@haddad.example\n    550 5.1.1 no such user\n\n',
      `------ This is a copy of the message, including all the headers. ------\n\n${ORIGINAL}`,
    ],
    {
      bounce: {
        failedRecipients: ['mo@haddad.example'],
        status: '5.1.1',
        diagnostic: '550 5.1.1 no such user',
        originalMessageId: ID,
      },
    },
  )
  letters()
}

function letters() {
  letter(
    'qmail',
    'MAILER-DAEMON@mx.example',
    'failure notice',
    `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message.\n\n<mo@haddad.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown\n\n--- Below this line is a copy of the message.\n\n${ORIGINAL}`,
    { failedRecipients: ['mo@haddad.example'], status: '5.1.1', originalMessageId: ID },
  )
  letter(
    'exchange',
    'postmaster@mx.example',
    'Undeliverable: The lamp',
    'Delivery has failed to these recipients or groups:\n\nmo@haddad.example\nThe address was not found.\n\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound##',
    {
      failedRecipients: ['mo@haddad.example'],
      status: '5.1.10',
      diagnostic: '#550 5.1.10 RESOLVER.ADR.RecipientNotFound##',
    },
  )
  letter('german', 'mailer-daemon@mx.example', 'Unzustellbar: Die Lampe', 'Nicht zustellbar an mo@haddad.example.', {
    failedRecipients: ['mo@haddad.example'],
  })
  letter(
    'french',
    'MAILER-DAEMON@mx.example',
    'Message non remis',
    'Le message pour mo@haddad.example est non remis.',
    { failedRecipients: ['mo@haddad.example'] },
  )
  letter(
    'named-by-header',
    'no-reply@mx.example',
    'Sorry',
    'It did not work.',
    { failedRecipients: ['mo@haddad.example'], status: null, diagnostic: null },
    'X-Failed-Recipients: mo@haddad.example\n',
  )
  letter(
    'absence-is-none',
    'mo@haddad.example',
    'Automatic reply: The lamp',
    'I am away until Monday.',
    null,
    'Auto-Submitted: auto-replied\n',
  )
  letter('read-receipt-is-none', 'mo@haddad.example', 'Read: The lamp', 'Your message was read.', null)
  mail(
    'bounce-a-customer-who-asks',
    'From: mo@haddad.example\nReturn-Path: <mo@haddad.example>\nSubject: Undeliverable lamp\n\nYour parcel was returned as undeliverable.',
    { bounce: null },
  )
}
