import { Buffer } from 'node:buffer'
import { file, head, html, inside, mail, multipart, part, plain, PNG } from './write-mail.mjs'

const HTML = 'text/html; charset=utf-8'
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

/** @param {string} name @param {string} headers @param {Buffer | string} content @param {object} expected */
const attached = (name, headers, content, expected) =>
  mail(`file-${name}`, multipart('mixed', [part('Hello'), file(headers, content)]), {
    text: { full: 'Hello' },
    attachments: [expected],
  })

export function structures() {
  files()
  names()
  images()
  nested()
}

function files() {
  attached('pdf', 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"', pdf, {
    name: 'a.pdf',
    contentType: 'application/pdf',
    size: pdf.length,
    isInline: false,
  })
  attached(
    'picture-that-says-pdf',
    'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"',
    PNG,
    { contentType: 'image/png' },
  )
  attached(
    'html-that-says-picture',
    'Content-Type: image/png\nContent-Disposition: attachment; filename="a.png"',
    '<html><script>1</script></html>',
    { contentType: 'application/octet-stream' },
  )
  attached(
    'svg',
    'Content-Type: image/svg+xml\nContent-Disposition: attachment; filename="a.svg"',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    { name: 'a.svg', contentType: 'application/octet-stream' },
  )
  attached(
    'text',
    'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"',
    'not the text of the mail',
    { name: 'a.txt', contentType: 'text/plain' },
  )
  attached('html', 'Content-Type: text/html\nContent-Disposition: attachment; filename="a.html"', '<p>x</p>', {
    name: 'a.html',
    contentType: 'application/octet-stream',
  })
  attached('empty', 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"', '', {
    name: 'a.pdf',
    size: 0,
  })
  attached(
    'zip-is-not-unpacked',
    'Content-Type: application/zip\nContent-Disposition: attachment; filename="a.zip"',
    Buffer.from('UEsDBBQAAAAIAAAAIQCDFtyMAwAAAAEAAAABAAAAYUsEAFBLBQYAAAAAAAAAAAAAAAAAAAAAAAA=', 'base64'),
    { name: 'a.zip', contentType: 'application/zip' },
  )
  mail(
    'file-forwarded-mail',
    multipart('mixed', [part('See this'), [`Content-Type: message/rfc822\n\n${plain('Inner text', 'X-Inner: yes')}`]]),
    {
      text: { full: 'See this' },
      attachments: [{ name: 'message-1.eml' }],
      headers: {},
    },
  )
  mail(
    'file-forwarded-mail-inline',
    multipart('mixed', [
      part('See this'),
      [`Content-Type: message/rfc822\nContent-Disposition: inline\n\n${plain('Inner text')}`],
    ]),
    {
      text: { full: 'See this' },
      attachments: [{ contentType: 'application/octet-stream' }],
    },
  )
  mail(
    'file-as-the-whole-mail',
    [head('Content-Type: application/pdf; name="a.pdf"', 'Content-Transfer-Encoding: base64'), pdf.toString('base64')],
    {
      text: null,
      html: null,
      attachments: [{ name: 'a.pdf', contentType: 'application/pdf' }],
    },
  )
  const hundred = Array.from({ length: 1000 }, (_, at) => [
    `Content-Type: text/plain; name="${at}.txt"\nContent-Disposition: attachment\n\n${at}`,
  ])
  mail('file-a-thousand', multipart('mixed', [part('Many'), ...hundred]), {
    text: { full: 'Many' },
    attachmentCount: 1000,
  })
}

function names() {
  const named = (/** @type {string} */ name, /** @type {string} */ disposition, /** @type {string} */ expected) =>
    attached(`name-${name}`, `Content-Type: application/pdf\nContent-Disposition: attachment; ${disposition}`, pdf, {
      name: expected,
    })
  named('encoded-word', 'filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?="', 'Grüße.pdf')
  named('extended', "filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf", 'Grüße.pdf')
  named('in-pieces', 'filename*0=very-long-; filename*1=name.pdf', 'very-long-name.pdf')
  named('in-extended-pieces', "filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe.pdf", 'Grüße.pdf')
  named('raw', 'filename="Grüße.pdf"', 'Grüße.pdf')
  named('with-folders', 'filename="../../etc/passwd.pdf"', 'passwd.pdf')
  named('with-windows-folders', 'filename="C:\\\\Users\\\\mo\\\\a.pdf"', 'a.pdf')
  named('that-turns-direction', "filename*=utf-8''invoice%E2%80%AEfdp.exe", 'invoicefdp.exe')
  named('with-line-breaks', "filename*=utf-8''a%0D%0Ab.pdf", 'ab.pdf')
  named('with-nul', "filename*=utf-8''a%00.pdf", 'a.pdf')
  named('only-dots-and-slashes', 'filename="///"', 'attachment-1.pdf')
  named('too-long', `filename="${'a'.repeat(500)}.pdf"`, `${'a'.repeat(196)}.pdf`)
  attached('name-of-the-type', 'Content-Type: application/pdf; name="b.pdf"\nContent-Disposition: attachment', pdf, {
    name: 'b.pdf',
  })
  attached('name-missing', 'Content-Type: application/pdf\nContent-Disposition: attachment', pdf, {
    name: 'attachment-1.pdf',
  })
}

function images() {
  const picture = file('Content-Type: image/png; name="a.png"\nContent-ID: <a@lamp>\nContent-Disposition: inline', PNG)
  mail('image-inline', multipart('related', [part('<p>See <img src="cid:a@lamp"></p>', HTML), picture]), {
    html: { full: '<p>See <img src="cid:a@lamp" /></p>' },
    attachments: [{ contentId: 'a@lamp', isInline: true, contentType: 'image/png' }],
  })
  mail('image-named-but-not-shown', multipart('related', [part('<p>See</p>', HTML), picture]), {
    attachments: [{ contentId: 'a@lamp', isInline: false }],
  })
  mail(
    'image-with-an-odd-name',
    multipart('related', [
      part('<img src="cid:a%20b">', HTML),
      file('Content-Type: image/png\nContent-ID: <a b>', PNG),
    ]),
    {
      attachments: [{ contentId: 'a b', isInline: true }],
    },
  )
  mail('image-remote', html('<p>x<img src="https://news.example/p.gif" width="1"></p>'), {
    html: { full: '<p>x<img width="1" data-remote-src="https://news.example/p.gif" /></p>' },
  })
  mail('image-inside-the-address', html(`<img src="data:image/png;base64,${PNG.toString('base64')}">`), {
    html: { full: { has: ['src="data:image/png;base64,'] } },
  })
  mail('image-only', multipart('related', [part('<img src="cid:a@lamp">', HTML), picture]), {
    html: { reply: '<img src="cid:a@lamp" />' },
  })
}

function nested() {
  mail('parts-alternative', multipart('alternative', [part('Hello'), part('<p>Hello</p>', HTML)]), {
    isMultipart: true,
    contentType: 'multipart/alternative',
    text: { full: 'Hello' },
    html: { full: '<p>Hello</p>' },
  })
  mail('parts-html-only', html('<h1>Offer</h1><p>See <a href="https://lamp.example/1">this</a></p>'), {
    isMultipart: false,
    contentType: 'text/html',
    text: { full: 'Offer\n\nSee this (https://lamp.example/1)' },
  })
  mail('parts-text-only', plain('Hello'), {
    isMultipart: false,
    contentType: 'text/plain',
    text: { full: 'Hello' },
    html: null,
  })
  mail(
    'parts-in-other-forms',
    multipart('alternative', [part('Hello'), part('<html amp4email>', 'text/x-amp-html'), part('<p>Hello</p>', HTML)]),
    {
      text: { full: 'Hello' },
      html: { full: '<p>Hello</p>' },
      attachments: [],
    },
  )
  mail('parts-two-texts', multipart('mixed', [part('One'), part('Two')]), { text: { full: 'One\nTwo' } })
  mail(
    'parts-text-around-a-picture',
    multipart('mixed', [part('<p>One</p>', HTML), file('Content-Type: image/png', PNG), part('<p>Two</p>', HTML)]),
    { html: { full: { has: ['One', 'Two'] } }, attachments: [{ contentType: 'image/png' }] },
  )
  mail(
    'parts-text-that-says-nothing',
    multipart('alternative', [
      part('Please use a program that shows HTML.'),
      part(`<p>${'The lamp that you sent came broken, in two pieces. '.repeat(12)}</p>`, HTML),
    ]),
    { text: { full: { has: ['came broken'] } } },
  )
  const tree = [
    'Content-Type: multipart/mixed; boundary=a\n\n',
    ...inside(
      [
        [
          'Content-Type: multipart/related; boundary=b\n\n',
          ...inside(
            [
              [
                'Content-Type: multipart/alternative; boundary=c\n\n',
                ...inside([part('Hello'), part('<p>Hello</p>', HTML)], 'c'),
              ],
            ],
            'b',
          ),
        ],
        file('Content-Type: application/pdf; name=a.pdf', pdf),
      ],
      'a',
    ),
  ]
  mail('parts-in-parts', [head().trimEnd(), '\n', ...tree], {
    text: { full: 'Hello' },
    html: { full: '<p>Hello</p>' },
    attachments: [{ name: 'a.pdf' }],
  })
  mail(
    'parts-signed',
    multipart('signed; micalg=sha-256; protocol="application/pkcs7-signature"', [
      part('Hello'),
      file('Content-Type: application/pkcs7-signature; name=smime.p7s', 'x'),
    ]),
    { text: { full: 'Hello' }, attachments: [{ name: 'smime.p7s' }] },
  )
  let deep = 'Content-Type: text/plain\n\nAt the bottom'
  for (let at = 0; at < 60; at += 1)
    deep = `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n${deep}\n--b${at}--`
  mail('parts-sixty-deep', [head().trimEnd(), `\n${deep}`], { text: { full: 'At the bottom' } })
  mail(
    'text-flowed',
    head('Content-Type: text/plain; charset=utf-8; format=flowed') + 'This is one \nline.\nThis another.',
    { text: { full: 'This is one line.\nThis another.' } },
  )
  mail(
    'text-quoted-printable',
    head('Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable') +
      'Gr=C3=BC=C3=9Fe, a soft=\n break',
    { text: { full: 'Grüße, a soft break' } },
  )
  mail('text-empty', plain(''), { text: null, html: null })
}
