import { html, mail, multipart, part, plain } from './write-mail.mjs'

const WROTE = {
  english: 'On Mon, Nov 23, 2026 at 10:00 AM Lamp Shop <help@lamp.example> wrote:',
  german: 'Am 23.11.2026 um 10:00 schrieb Lamp Shop <help@lamp.example>:',
  'german-gmail': 'Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Lamp Shop <help@lamp.example>:',
  french: 'Le lun. 23 nov. 2026 à 10:00, Lamp Shop <help@lamp.example> a écrit :',
  spanish: 'El lun, 23 nov 2026 a las 10:00, Lamp Shop (<help@lamp.example>) escribió:',
  italian: 'Il giorno lun 23 nov 2026 alle ore 10:00 Lamp Shop <help@lamp.example> ha scritto:',
  portuguese: 'Em seg., 23 de nov. de 2026 às 10:00, Lamp Shop <help@lamp.example> escreveu:',
  dutch: 'Op ma 23 nov 2026 om 10:00 schreef Lamp Shop <help@lamp.example>:',
  swedish: 'Den mån 23 nov. 2026 kl 10:00 skrev Lamp Shop <help@lamp.example>:',
  danish: 'Den man. 23. nov. 2026 kl. 10.00 skrev Lamp Shop <help@lamp.example>:',
  finnish: 'Lamp Shop (help@lamp.example) kirjoitti 23.11.2026 kello 10.00:',
  polish: 'pon., 23 lis 2026 o 10:00 Lamp Shop <help@lamp.example> napisał(a):',
  czech: 'po 23. 11. 2026 v 10:00 odesílatel Lamp Shop <help@lamp.example> napsal:',
  hungarian: 'Lamp Shop <help@lamp.example> ezt írta (időpont: 2026. nov. 23., H, 10:00):',
  romanian: 'În lun., 23 nov. 2026 la 10:00, Lamp Shop <help@lamp.example> a scris:',
  russian: 'пн, 23 нояб. 2026 г. в 10:00, Lamp Shop <help@lamp.example> написал:',
  ukrainian: 'пн, 23 лист. 2026 р. о 10:00 Lamp Shop <help@lamp.example> пише:',
  turkish: 'Lamp Shop <help@lamp.example>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:',
  japanese: '2026年11月23日(月) 10:00 Lamp Shop <help@lamp.example>のメール:',
  chinese: '在 2026年11月23日 10:00，Lamp Shop <help@lamp.example> 写道：',
  korean: '2026년 11월 23일 (월) 오전 10:00, Lamp Shop <help@lamp.example>님이 작성:',
  'broken-in-two': 'On Mon, Nov 23, 2026 at 10:00 AM Lamp Shop <help@lamp.example>\nwrote:',
  'broken-in-three': 'On Monday, November 23, 2026 at 10:00:00 AM\nLamp Shop\n<help@lamp.example> wrote:',
}

const HEADS = {
  english: [
    'From: Lamp Shop <help@lamp.example>',
    'Sent: Monday, November 23, 2026 10:00',
    'To: Mo',
    'Subject: The lamp',
  ],
  german: [
    'Von: Lamp Shop <help@lamp.example>',
    'Gesendet: Montag, 23. November 2026 10:00',
    'An: Mo',
    'Betreff: Die Lampe',
  ],
  french: ['De : Lamp Shop', 'Envoyé : lundi 23 novembre 2026 10:00', 'À : Mo', 'Objet : La lampe'],
  spanish: ['De: Lamp Shop', 'Enviado: lunes, 23 de noviembre de 2026 10:00', 'Para: Mo', 'Asunto: La lámpara'],
  italian: ['Da: Lamp Shop', 'Inviato: lunedì 23 novembre 2026 10:00', 'A: Mo', 'Oggetto: La lampada'],
  dutch: ['Van: Lamp Shop', 'Verzonden: maandag 23 november 2026 10:00', 'Aan: Mo', 'Onderwerp: De lamp'],
  polish: ['Od: Lamp Shop', 'Wysłano: poniedziałek, 23 listopada 2026 10:00', 'Do: Mo', 'Temat: Lampa'],
  russian: ['От: Lamp Shop', 'Отправлено: 23 ноября 2026 г. 10:00', 'Кому: Mo', 'Тема: Лампа'],
  japanese: ['差出人: Lamp Shop', '送信日時: 2026年11月23日 10:00', '宛先: Mo', '件名: ランプ'],
}

const ORIGINAL = [
  '-----Original Message-----',
  '-----Ursprüngliche Nachricht-----',
  "-----Message d'origine-----",
  '-----Mensaje original-----',
  '-------- Oorspronkelijk bericht --------',
]

const OLD = '> Your lamp is on its way.\n> Lamp Shop'
const ANSWER = 'It came broken.'

export function quotes() {
  for (const [language, line] of Object.entries(WROTE)) {
    mail(`quote-${language}`, plain(`${ANSWER}\n\n${line}\n\n${OLD}\n`), {
      text: { reply: ANSWER, quoted: `${line}\n\n${OLD}`, signature: '' },
    })
  }
  for (const [language, lines] of Object.entries(HEADS)) {
    const old = `________________________________\n${lines.join('\n')}\n\nYour lamp is on its way.`
    mail(`quote-outlook-${language}`, plain(`${ANSWER}\n\n${old}\n`), { text: { reply: ANSWER, quoted: old } })
  }
  ORIGINAL.forEach((line, at) => {
    const old = `${line}\nYour lamp is on its way.`
    mail(`quote-original-${at + 1}`, plain(`${ANSWER}\n\n${old}`), { text: { reply: ANSWER, quoted: old } })
  })
  shapes()
  signatures()
  fromHtml()
}

function shapes() {
  const whole = (/** @type {string} */ text) => ({ text: { full: text, reply: text, quoted: '' } })
  const between = '> Is it broken?\nYes, in two.\n> Do you want a new one?\nPlease.'
  mail('quote-answers-between', plain(between), whole(between))
  mail('quote-nothing-else', plain(OLD), whole(OLD))
  mail('quote-answer-below', plain(`${WROTE.english}\n${OLD}\n\n${ANSWER}`), {
    text: { reply: ANSWER, quoted: `${WROTE.english}\n${OLD}` },
  })
  mail('quote-without-marks', plain(`${ANSWER}\n\n${WROTE.english}\nYour lamp is on its way.`), {
    text: { reply: ANSWER, quoted: `${WROTE.english}\nYour lamp is on its way.` },
  })
  mail(
    'quote-forwarded-is-shown',
    plain(`See below.\n\n---------- Forwarded message ---------\n${HEADS.english.join('\n')}\n\nThe lamp`),
    {
      text: {
        reply: `See below.\n\n---------- Forwarded message ---------\n${HEADS.english.join('\n')}\n\nThe lamp`,
        quoted: '',
      },
    },
  )
  const told = 'On the phone your colleague wrote down the following:\nserial 12\nbulb E27'
  mail('quote-a-sentence-is-none', plain(told), whole(told))
  const form = 'From: Hamburg\nTo: Munich\nWeight: 3 kg'
  mail('quote-a-list-is-no-head', plain(form), whole(form))
  mail('quote-reply-above-this-line', plain(`${ANSWER}\n\n##- Please type your reply above this line -##\nTicket 12`), {
    text: { reply: ANSWER },
  })
}

function signatures() {
  const signed = (/** @type {string} */ name, /** @type {string} */ signature) =>
    mail(`signature-${name}`, plain(`${ANSWER}\n\n${signature}`), { text: { reply: ANSWER, signature, quoted: '' } })
  signed('dashes', '-- \nMo Haddad\nHaddad GmbH')
  signed('dashes-without-space', '--\nMo Haddad')
  signed('iphone', 'Sent from my iPhone')
  signed('iphone-german', 'Von meinem iPhone gesendet')
  signed('iphone-french', 'Envoyé de mon iPhone')
  signed('outlook', 'Get Outlook for Android<https://aka.ms/a>')
  signed('regards', 'Best regards,\nMo')
  mail('signature-above-the-quote', plain(`${ANSWER}\n\n-- \nMo\n\n${WROTE.english}\n${OLD}`), {
    text: { reply: ANSWER, signature: '-- \nMo', quoted: `${WROTE.english}\n${OLD}` },
  })
  mail('signature-alone', plain('-- \nMo'), { text: { reply: '-- \nMo' } })
}

const FORMS = {
  gmail: [
    `<div dir="ltr">${ANSWER}</div><br>`,
    `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon wrote:<br></div><blockquote class="gmail_quote">old</blockquote></div>`,
  ],
  apple: [
    `<div>${ANSWER}</div>`,
    `<div><br><blockquote type="cite"><div>On 23 Nov 2026, at 10:00, Lamp Shop &lt;help@lamp.example&gt; wrote:</div><div>old</div></blockquote></div>`,
  ],
  thunderbird: [
    `<p>${ANSWER}</p>`,
    `<div class="moz-cite-prefix">Am 23.11.26 um 10:00 schrieb Lamp Shop:<br></div><blockquote type="cite" cite="mid:x">old</blockquote>`,
  ],
  'outlook-web': [
    `<div>${ANSWER}</div>`,
    `<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Lamp Shop<br><b>Sent:</b> Monday<br><b>To:</b> Mo<br><b>Subject:</b> x</div><div>old</div>`,
  ],
  'outlook-windows': [
    `<p class="MsoNormal">${ANSWER}</p>`,
    `<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> Lamp Shop<br><b>Gesendet:</b> Montag<br><b>An:</b> Mo<br><b>Betreff:</b> x</p></div></div><p class="MsoNormal">old</p>`,
  ],
  'outlook-telephone': [
    `<div>${ANSWER}</div>`,
    `<div id="ms-outlook-mobile-body-separator-line"><br></div><hr><div><b>From:</b> Lamp Shop<br><b>Sent:</b> Monday<br><b>Subject:</b> x</div><div>old</div>`,
  ],
  yahoo: [
    `<div>${ANSWER}</div>`,
    `<div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Monday Lamp Shop wrote:</div><div>old</div></div>`,
  ],
  proton: [
    `<div>${ANSWER}</div>`,
    `<div class="protonmail_quote">On Monday Lamp Shop wrote:<blockquote class="protonmail_quote" type="cite">old</blockquote></div>`,
  ],
  zimbra: [
    `<div>${ANSWER}</div>`,
    `<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>Lamp Shop</div><div>old</div>`,
  ],
  gmx: [
    `<div>${ANSWER}</div>`,
    `<div name="quote" style="margin:10px"><div><b>Gesendet:</b> Montag<br><b>Von:</b> Lamp Shop</div><div>old</div></div>`,
  ],
  zoho: [
    `<div>${ANSWER}</div>`,
    `<div class="zmail_extra"><div>---- On Mon wrote ---</div><blockquote>old</blockquote></div>`,
  ],
  ours: [
    `<p>${ANSWER}</p>`,
    `<div><p>Am 23.11.2026 schrieb Lamp Shop:</p><blockquote type="cite" style="margin:0">old</blockquote></div>`,
  ],
  unknown: [
    `<div>${ANSWER}</div>`,
    `<p>On Mon, Nov 23, 2026 at 10:00 AM Lamp Shop &lt;help@lamp.example&gt; wrote:</p><blockquote>old</blockquote>`,
  ],
}

function fromHtml() {
  for (const [program, [answer, old]] of Object.entries(FORMS)) {
    mail(`quote-html-${program}`, html(`<html><body>${answer}${old}</body></html>`), {
      text: { reply: ANSWER },
      html: { reply: { has: [ANSWER], hasNot: ['old', 'Lamp Shop'] }, quoted: { has: ['old'], hasNot: [ANSWER] } },
    })
  }
  const forward =
    '<div>FYI</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: x</div>the lamp</div>'
  mail('quote-html-forwarded-is-shown', html(forward), { html: { reply: { has: ['FYI', 'the lamp'] }, quoted: '' } })
  const between =
    '<blockquote type="cite">one?</blockquote><p>yes</p><blockquote type="cite">two?</blockquote><p>no</p>'
  mail('quote-html-answers-between', html(between), {
    html: { reply: { has: ['one?', 'yes', 'two?', 'no'] }, quoted: '' },
  })
  mail('quote-html-signature', html('<div>Hello</div><div class="gmail_signature">Mo, Haddad GmbH</div>'), {
    html: { full: { has: ['Haddad GmbH'] }, reply: { has: ['Hello'], hasNot: ['Haddad GmbH'] } },
  })
  mail(
    'quote-both-forms',
    multipart('alternative', [
      part(`${ANSWER}\n\n${WROTE.english}\n${OLD}`),
      part(`<div>${ANSWER}</div>${FORMS.gmail[1]}`, 'text/html; charset=utf-8'),
    ]),
    { isMultipart: true, text: { reply: ANSWER }, html: { reply: `<div>${ANSWER}</div>` } },
  )
}
