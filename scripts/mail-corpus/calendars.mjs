import { Buffer } from 'node:buffer'
import { file, mail, multipart, part } from './write-mail.mjs'

/** @param {string} name @param {string[]} lines @param {object | null} calendar @param {string} [type] */
function invited(name, lines, calendar, type = 'text/calendar; charset=utf-8; method=REQUEST') {
  mail(`calendar-${name}`, multipart('alternative', [part('You are invited'), part(lines.join('\n'), type)]), {
    text: { full: 'You are invited' },
    calendar,
    attachments: [{ name: 'invite.ics' }],
  })
}

/** @param {...string} lines */
const event = (...lines) => [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  ...lines,
  'END:VEVENT',
  'END:VCALENDAR',
]

export function calendars() {
  invited(
    'request',
    event(
      'SUMMARY:Repair of the lamp',
      'DTSTART:20261123T100000Z',
      'DTEND:20261123T110000Z',
      'LOCATION:Workshop\\, 2nd floor',
      'ORGANIZER;CN="Mo Haddad":mailto:MO@haddad.example',
    ),
    {
      method: 'REQUEST',
      summary: 'Repair of the lamp',
      location: 'Workshop, 2nd floor',
      start: { at: '2026-11-23T10:00:00Z', zone: null, isWholeDay: false },
      end: { at: '2026-11-23T11:00:00Z' },
      organizer: { name: 'Mo Haddad', address: 'mo@haddad.example' },
    },
  )
  invited('zone', event('SUMMARY:Repair', 'DTSTART;TZID=Europe/Berlin:20261123T100000'), {
    start: { at: '2026-11-23T10:00:00', zone: 'Europe/Berlin' },
    end: null,
  })
  invited('whole-day', event('SUMMARY:Fair', 'DTSTART;VALUE=DATE:20261123'), {
    start: { at: '2026-11-23', isWholeDay: true },
  })
  invited('folded', event('SUMMARY:A very long name that is fol', ' ded', 'DTSTART:20261123T100000Z'), {
    summary: 'A very long name that is folded',
  })
  invited(
    'cancelled',
    event('SUMMARY:Repair').map((line) => line.replace('REQUEST', 'CANCEL')),
    { method: 'CANCEL', start: null },
  )
  invited(
    'with-reminder',
    event('BEGIN:VALARM', 'SUMMARY:Alarm', 'DTSTART:20200101T000000Z', 'END:VALARM').toSpliced(4, 0, 'SUMMARY:Repair'),
    { summary: 'Repair', start: null },
  )
  invited(
    'with-zone-first',
    [
      'BEGIN:VCALENDAR',
      'BEGIN:VTIMEZONE',
      'TZID:Berlin',
      'BEGIN:STANDARD',
      'DTSTART:19961027T030000',
      'END:STANDARD',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'SUMMARY:Repair',
      'END:VEVENT',
      'END:VCALENDAR',
    ],
    { summary: 'Repair', start: null, method: 'REQUEST' },
  )
  invited('rubbish', ['BEGIN:VCALENDAR', 'garbage', ';;;:::', 'BEGIN:VEVENT'], { summary: null, start: null })
  invited('nothing', ['no calendar at all'], null)
  outlook()
}

/** A winmail.dat with what is given ([MS-OXTNEF] §2.1.3).
 * @param {[level: number, id: number, value: Buffer][]} attributes */
function winmail(attributes) {
  const start = Buffer.from('789f3e220100', 'hex')
  const rest = attributes.map(([level, id, value]) => {
    const before = Buffer.alloc(9)
    before.writeUInt8(level)
    before.writeUInt32LE(id, 1)
    before.writeUInt32LE(value.length, 5)
    return Buffer.concat([before, value, Buffer.alloc(2)])
  })
  return Buffer.concat([start, ...rest])
}

/** A list of one property with a value of any length.
 * @param {number} type @param {number} id @param {Buffer} value */
function property(type, id, value) {
  const numbers = Buffer.alloc(16)
  numbers.writeUInt32LE(1)
  numbers.writeUInt16LE(type, 4)
  numbers.writeUInt16LE(id, 6)
  numbers.writeUInt32LE(1, 8)
  numbers.writeUInt32LE(value.length, 12)
  return Buffer.concat([numbers, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

function outlook() {
  const begin = /** @type {[number, number, Buffer]} */ ([2, 0x00069002, Buffer.alloc(14)])
  const title = /** @type {[number, number, Buffer]} */ ([2, 0x00018010, Buffer.from('LAMP~1.PDF\0')])
  const data = /** @type {[number, number, Buffer]} */ ([2, 0x0006800f, Buffer.from('%PDF-1.4\n%%EOF\n')])
  const long = /** @type {[number, number, Buffer]} */ ([
    2,
    0x00069005,
    property(0x1f, 0x3707, Buffer.from('Lämp.pdf\0', 'utf16le')),
  ])
  const body = /** @type {[number, number, Buffer]} */ ([
    1,
    0x00069003,
    property(0x102, 0x1013, Buffer.from('<p>From Outlook</p>')),
  ])
  const sent = (
    /** @type {string} */ name,
    /** @type {Buffer} */ content,
    /** @type {object} */ expected,
    text = 'Hello',
  ) =>
    mail(
      `outlook-${name}`,
      multipart('mixed', [
        ...(text ? [part(text)] : []),
        file('Content-Type: application/ms-tnef; name="winmail.dat"', content),
      ]),
      expected,
    )
  sent('file', winmail([begin, title, data]), {
    text: { full: 'Hello' },
    attachments: [{ name: 'LAMP~1.PDF', contentType: 'application/pdf', size: 15 }],
  })
  sent('file-with-a-long-name', winmail([begin, title, data, long]), { attachments: [{ name: 'Lämp.pdf' }] })
  sent('two-files', winmail([begin, title, data, begin, title, data]), { attachmentCount: 2 })
  sent('body', winmail([body]), { html: { full: '<p>From Outlook</p>' }, attachments: [] }, '')
  sent('cut-off', winmail([begin, title, data]).subarray(0, 40), { attachments: [{ name: 'winmail.dat' }] })
  sent(
    'lies-about-lengths',
    Buffer.concat([winmail([[1, 0x00069003, Buffer.from('ffffffff1f000737ffffffff', 'hex')], begin, title, data])]),
    { text: { full: 'Hello' } },
  )
  sent('rubbish', Buffer.from('789f3e220100' + 'ff'.repeat(64), 'hex'), { attachments: [{ name: 'winmail.dat' }] })
  sent('that-is-none', Buffer.from('hello'), { attachments: [{ name: 'winmail.dat' }] })
}
