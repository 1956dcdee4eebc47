import { Buffer } from 'node:buffer'
import { encode } from './encode-text.mjs'
import { head, html, mail, multipart, part } from './write-mail.mjs'

const TEXTS = {
  'windows-1250': 'Příliš žluťoučký kůň',
  'windows-1251': 'Здравствуйте, лампа сломана',
  'windows-1252': 'Größe „groß“ – 5 €',
  'windows-1253': 'Καλημέρα, η λάμπα έσπασε',
  'windows-1254': 'Işık çalışmıyor, teşekkürler',
  'windows-1255': 'שלום המנורה שבורה',
  'windows-1256': 'مرحبا المصباح مكسور',
  'windows-1257': 'Ačiū už šviestuvą',
  'windows-1258': 'đèn',
  'windows-874': 'สวัสดี โคมไฟ',
  'iso-8859-2': 'Zażółć gęślą jaźń',
  'iso-8859-5': 'Добрый день',
  'iso-8859-7': 'Γεια σας',
  'iso-8859-15': 'Cœur à 5 €',
  'koi8-r': 'Привет, мир',
  'koi8-u': 'Привіт, лампо',
  macintosh: 'Crème brûlée',
  gb18030: '您好，台灯坏了',
  gbk: '您好，台灯坏了',
  big5: '您好，檯燈壞了',
  shift_jis: 'ランプが壊れました',
  'euc-jp': 'ランプが壊れました',
  'iso-2022-jp': 'ランプが壊れました。 Lamp です',
  'euc-kr': '램프가 고장났어요',
}

export function charsets() {
  for (const [charset, text] of Object.entries(TEXTS)) {
    const type = `Content-Type: text/plain; charset=${charset}`
    mail(`charset-${charset}`, [head(type), encode(text, charset)], { text: { full: text } })
  }
  for (const charset of ['gb18030', 'iso-2022-jp', 'windows-1251', 'euc-kr', 'big5']) {
    const word = `=?${charset}?B?${encode(TEXTS[charset], charset).toString('base64')}?=`
    const subject = head('Content-Type: text/plain').replace('The lamp', word)
    mail(`charset-subject-${charset}`, subject + 'Hello', { subject: TEXTS[charset] })
  }
  wrong()
  odd()
}

function wrong() {
  const latin = encode('Größe 5 €', 'windows-1252')
  const lamp = 'Grüße aus Köln'
  const type = (/** @type {string} */ rest) => head(`Content-Type: text/plain${rest}`)
  mail('charset-missing-and-utf-8', type('') + lamp, { text: { full: lamp } })
  mail('charset-missing-and-windows-1252', [type(''), latin], { text: { full: 'Größe 5 €' } })
  mail('charset-ascii-that-is-utf-8', type('; charset=us-ascii') + lamp, { text: { full: lamp } })
  mail('charset-utf-8-that-is-windows-1252', [type('; charset=utf-8'), latin], { text: { full: 'Größe 5 €' } })
  mail('charset-latin-1-that-is-utf-8', type('; charset=iso-8859-1') + lamp, { text: { full: lamp } })
  mail('charset-latin-1-that-is-windows-1252', [type('; charset=iso-8859-1'), latin], { text: { full: 'Größe 5 €' } })
  mail('charset-missing-and-iso-2022-jp', [type(''), encode('ランプ', 'iso-2022-jp')], { text: { full: 'ランプ' } })
  mail('charset-unknown', type('; charset=x-lamp') + lamp, { text: { full: lamp } })
  mail('charset-empty', type('; charset=""') + lamp, { text: { full: lamp } })
  mail('charset-utf-7-is-not-read', type('; charset=utf-7') + '+ADw-script+AD4-', {
    text: { full: '+ADw-script+AD4-' },
  })
  const meta = Buffer.concat([
    Buffer.from('<html><head><meta charset="windows-1251"></head><body><p>'),
    encode('Привет', 'windows-1251'),
    Buffer.from('</p></body></html>'),
  ])
  mail('charset-of-the-html-itself', [head('Content-Type: text/html'), meta], { html: { full: '<p>Привет</p>' } })
}

function odd() {
  const utf16 = Buffer.from('Hello, lamp', 'utf16le').toString('base64')
  const base64 = 'Content-Transfer-Encoding: base64'
  mail('charset-utf-16', head('Content-Type: text/plain; charset=utf-16le', base64) + utf16, {
    text: { full: 'Hello, lamp' },
  })
  mail(
    'charset-with-a-byte-order-mark',
    [head('Content-Type: text/plain; charset=utf-8'), Buffer.from('\ufeffHello')],
    {
      text: { full: 'Hello' },
    },
  )
  mail('charset-quoted-name', head(`Content-Type: text/plain; charset="'utf-8'"`) + 'Grüße', {
    text: { full: 'Grüße' },
  })
  mail('charset-emoji', head('Content-Type: text/plain; charset=utf-8') + 'Thanks 🙏🏽 👩‍👩‍👧', {
    text: { full: 'Thanks 🙏🏽 👩‍👩‍👧' },
  })
  mail('charset-right-to-left', head('Content-Type: text/plain; charset=utf-8') + 'שלום', { text: { full: 'שלום' } })
  mail(
    'charset-cut-in-a-character',
    [head('Content-Type: text/plain; charset=utf-8'), Buffer.from('Gr\u00fc').subarray(0, 3)],
    {
      text: { full: 'GrÃ' },
    },
  )
  mail(
    'charset-raw-subject',
    [Buffer.from('From: a@b.example\r\nSubject: Gr'), Buffer.from([0xfc]), Buffer.from('n\r\n\r\nHello')],
    {
      subject: 'Grün',
    },
  )
  mail(
    'charset-of-each-part',
    multipart('mixed', [
      [`Content-Type: text/plain; charset=windows-1251\n\n`, encode('Привет', 'windows-1251')],
      part('Grüße'),
    ]),
    { text: { full: 'Привет\nGrüße' } },
  )
  mail('charset-nul-bytes', [head('Content-Type: text/plain; charset=utf-8'), Buffer.from('a\0b\0c')], {
    text: { full: 'abc' },
  })
  mail('charset-nul-bytes-in-headers', [Buffer.from('From: a@b.example\r\nSubject: a\0b\r\n\r\nHi')], { subject: 'ab' })
  mail('charset-entity-of-half-a-character', html('<p>a&#xD800;b&#0;c</p>'), {
    html: { full: '<p>a\ufffdb\ufffdc</p>' },
  })
}
