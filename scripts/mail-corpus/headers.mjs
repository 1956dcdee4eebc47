import { mail } from './write-mail.mjs'

/** @param {string} name @param {string} headers @param {object} expected */
const said = (name, headers, expected) => mail(`header-${name}`, `${headers}\n\nHello`, expected)

const mo = { name: 'Mo Haddad', address: 'mo@haddad.example' }

export function headers() {
  ids()
  people()
  said('encoded-subject', 'From: a@b.example\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\n =?utf-8?Q?_aus_K=C3=B6ln?=', {
    subject: 'Grüße aus Köln',
  })
  said('subject-cut-inside-a-character', 'From: a@b.example\nSubject: =?utf-8?B?R3LDvMM=?= =?utf-8?B?n2U=?=', {
    subject: 'Grüße',
  })
  said('subject-of-many-lines', 'From: a@b.example\nSubject: one\n two\n\tthree', { subject: 'one two three' })
  said('subject-missing', 'From: a@b.example', { subject: '' })
  said('subject-twice', 'From: a@b.example\nSubject: first\nSubject: second', { subject: 'first' })
  said('subject-with-a-line-break-inside', 'From: a@b.example\nSubject: =?utf-8?Q?one=0D=0ABcc:_x@y.example?=', {
    subject: 'one Bcc: x@y.example',
    bcc: [],
  })
  said('date-with-comment', 'From: a@b.example\nDate: Mon, 23 Nov 2026 10:00:00 +0100 (CET)', {
    date: '2026-11-23T09:00:00.000Z',
  })
  said('date-without-day', 'From: a@b.example\nDate: 23 Nov 2026 10:00:00 GMT', { date: '2026-11-23T10:00:00.000Z' })
  said('date-that-is-none', 'From: a@b.example\nDate: yesterday evening', { date: null })
  said('date-of-another-age', 'From: a@b.example\nDate: Mon, 23 Nov 9926 10:00:00 +0000', { date: null })
  said('date-missing', 'From: a@b.example', { date: null })
  said(
    'for-the-rules',
    'From: a@b.example\nAuto-Submitted: auto-replied\nPrecedence: bulk\nList-Id: <l.example>\nX-Auto-Response-Suppress: All\nReturn-Path: <>',
    {
      headers: {
        'auto-submitted': ['auto-replied'],
        precedence: ['bulk'],
        'list-id': ['<l.example>'],
        'x-auto-response-suppress': ['All'],
        'return-path': ['<>'],
      },
    },
  )
  said('repeated', 'From: a@b.example\nReceived: one\nReceived: two', { headers: { received: ['one', 'two'] } })
  said('name-in-odd-case', 'fRoM: a@b.example\nSUBJECT: Hi', { from: { address: 'a@b.example' }, subject: 'Hi' })
  said('that-no-program-writes', 'From: a@b.example\n__proto__: x\nconstructor: y', { headers: { constructor: ['y'] } })
}

function ids() {
  said('message-id', 'Message-ID: <abc@haddad.example>', { messageId: 'abc@haddad.example', from: null })
  said('message-id-missing', 'From: a@b.example', { messageId: null })
  said('message-id-empty', 'From: a@b.example\nMessage-ID: <>', { messageId: null })
  said('message-id-blank', 'From: a@b.example\nMessage-ID:  ', { messageId: null })
  said('message-id-without-brackets', 'Message-ID: abc@haddad.example', { messageId: 'abc@haddad.example', from: null })
  said('message-id-twice', 'Message-ID: <one@x.example>\nMessage-ID: <two@x.example>', {
    messageId: 'one@x.example',
    from: null,
  })
  said('message-id-folded', 'Message-ID:\n <abc@haddad.example>', { messageId: 'abc@haddad.example', from: null })
  said('message-id-without-at', 'Message-ID: <abc>', { messageId: 'abc', from: null })
  said('references', 'From: a@b.example\nIn-Reply-To: <3@x>\nReferences: <1@x> <2@x>\n <3@x>', {
    inReplyTo: ['3@x'],
    references: ['1@x', '2@x', '3@x'],
  })
  said('references-without-spaces', 'From: a@b.example\nReferences: <1@x><2@x>,<3@x>', {
    references: ['1@x', '2@x', '3@x'],
  })
  said('references-twice-the-same', 'From: a@b.example\nReferences: <1@x> <1@x>', { references: ['1@x'] })
  said('references-empty', 'From: a@b.example\nReferences: \nIn-Reply-To: <>', { references: [], inReplyTo: [] })
  said('in-reply-to-with-words', 'From: a@b.example\nIn-Reply-To: Your message of Monday <1@x>', { inReplyTo: ['1@x'] })
  const many = Array.from({ length: 300 }, (_, at) => `<${at}@x>`)
  said('references-without-end', `From: a@b.example\nReferences: ${many.join('\n ')}`, {
    references: many.slice(-100).map((id) => id.slice(1, -1)),
  })
}

function people() {
  said('sender', 'From: Mo Haddad <mo@haddad.example>', { from: mo })
  said('sender-in-capitals', 'From: "Mo Haddad" <MO@Haddad.Example>', { from: mo })
  said('sender-encoded', 'From: =?iso-8859-1?Q?J=F6rg_M=FCller?= <joerg@mueller.example>', {
    from: { name: 'Jörg Müller', address: 'joerg@mueller.example' },
  })
  said('sender-name-with-comma', 'From: "Haddad, Mo" <mo@haddad.example>', {
    from: { name: 'Haddad, Mo', address: 'mo@haddad.example' },
  })
  said('sender-name-is-the-address', 'From: "mo@haddad.example" <mo@haddad.example>', {
    from: { name: null, address: 'mo@haddad.example' },
  })
  said('sender-comment', 'From: mo@haddad.example (Mo Haddad)', { from: mo })
  said('sender-missing', 'To: a@b.example', { from: null })
  said('sender-without-address', 'From: Mo Haddad', { from: null })
  said('sender-that-pretends', 'From: =?utf-8?Q?ceo=40lamp.example?= <mallory@evil.example>', {
    from: { address: 'mallory@evil.example' },
  })
  said(
    'sender-hidden-in-an-encoded-word',
    'From: =?utf-8?Q?mo=40haddad.example_=3Cx=40y.example=3E?= <mallory@evil.example>',
    { from: { address: 'mallory@evil.example' } },
  )
  said('sender-international', 'From: Mo <mo@xn--mnchen-3ya.example>', {
    from: { name: 'Mo', address: 'mo@münchen.example' },
  })
  said('recipients', 'From: a@b.example\nTo: One <1@x.example>, 2@x.example\nCc: 3@x.example\nBcc: 4@x.example', {
    to: [
      { name: 'One', address: '1@x.example' },
      { name: null, address: '2@x.example' },
    ],
    cc: [{ address: '3@x.example' }],
    bcc: [{ address: '4@x.example' }],
  })
  said('recipients-in-a-group', 'From: a@b.example\nTo: Team: 1@x.example, 2@x.example;', {
    to: [{ address: '1@x.example' }, { address: '2@x.example' }],
  })
  said('recipients-undisclosed', 'From: a@b.example\nTo: undisclosed-recipients:;', { to: [] })
  said('recipients-in-two-headers', 'From: a@b.example\nTo: 1@x.example\nTo: 2@x.example', {
    to: [{ address: '1@x.example' }, { address: '2@x.example' }],
  })
  said('recipients-with-semicolons', 'From: a@b.example\nTo: 1@x.example; 2@x.example', {
    to: [{ address: '1@x.example' }, { address: '2@x.example' }],
  })
  said('reply-to', 'From: a@b.example\nSender: bot@b.example\nReply-To: Mo Haddad <mo@haddad.example>', {
    replyTo: [mo],
    sender: { address: 'bot@b.example' },
  })
  said('recipients-broken', 'From: a@b.example\nTo: <<<@>>>, ,,"x <1@x.example>', { from: { address: 'a@b.example' } })
}
