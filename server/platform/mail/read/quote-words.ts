// How programs for mail announce what they quote, in the languages that people write to us in. Lines are short and every pattern is
// anchored or a plain list of words, so that no text makes them slow.

const LONGEST_LINE = 300

const WROTE = words(
  'wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|kirjoitti|pisze|napisał|napisała|napisał\\(a\\)|napsal|napsala|napsal\\(a\\)|' +
    'napísal|napísala|ezt írta|írta|a scris|пишет|написал|написала|написал\\(а\\)|пише|написав|написала|şunları yazdı|yazdı|έγραψε|va escriure|' +
    'je napisao|je napisala|je napisal|kirjutas|rakstīja|rašė|đã viết|menulis|написа|のメール|のメッセージ|は書きました|写道|寫道|님이 작성|작성|כתב|כתבה|كتب|เขียนว่า',
)
const TIME = /\d{1,2}[:.h]\d{2}(?!\d)/
const DATE = /\d{4}|\d{1,2}[./-]\d{1,2}/

const FROM = label(
  'From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|Feladó|De la|От|Від|Kimden|Από|差出人|发件人|寄件者|보낸 사람|מאת|من|Expéditeur|Remitente|Mittente',
)
const SENT = label(
  'Sent|Date|Gesendet|Datum|Envoyé|Envoyé le|Enviado|Enviado el|Enviada em|Fecha|Inviato|Data|Verzonden|Skickat|Sendt|Dato|Lähetetty|Päivämäärä|Wysłano|' +
    'Odesláno|Elküldve|Dátum|Trimis|Отправлено|Дата|Надіслано|Gönderildi|Tarih|送信日時|日付|发送时间|日期|寄件日期|보낸 날짜|날짜',
)
const TO_OR_SUBJECT = label(
  'To|An|À|A|Para|Aan|Till|Til|Vastaanottaja|Do|Komu|Címzett|Către|Кому|Kime|宛先|收件人|收件者|받는 사람|' +
    'Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Aihe|Temat|Předmět|Predmet|Tárgy|Subiect|Тема|Konu|Θέμα|件名|主题|主旨|제목',
)

const ORIGINAL = between(
  "Original Message|Original Appointment|Ursprüngliche Nachricht|Originalnachricht|Message d'origine|Message d’origine|Message original|Mensaje original|" +
    'Messaggio originale|Mensagem original|Oorspronkelijk bericht|Originalmeddelande|Ursprungligt meddelande|Oprindelig meddelelse|Oprindelig besked|' +
    'Opprinnelig melding|Alkuperäinen viesti|Wiadomość oryginalna|Původní zpráva|Eredeti üzenet|Mesaj original|Исходное сообщение|Orijinal Mesaj|元のメッセージ|原始邮件|原邮件|원본 메시지|' +
    'Reply above this line|Please type your reply above this line|Bitte antworten Sie oberhalb dieser Zeile|Répondez au-dessus de cette ligne',
)
const FORWARDED = between(
  'Forwarded message|Forwarded Message|Weitergeleitete Nachricht|Message transféré|Message réexpédié|Mensaje reenviado|Messaggio inoltrato|Mensagem encaminhada|' +
    'Doorgestuurd bericht|Vidarebefordrat meddelande|Videresendt meddelelse|Videresendt melding|Edelleenlähetetty viesti|Przekazana wiadomość|Přeposlaná zpráva|Пересылаемое сообщение|转发邮件|転送されたメッセージ',
)
const BEGINS_FORWARDED =
  /^(begin forwarded message|anfang der weitergeleiteten nachricht|début du message (réexpédié|transféré)|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem (encaminhada|reencaminhada)|begin doorgestuurd bericht)\s?:$/iu

const SENT_FROM =
  /^(sent from (my|mail|yahoo|outlook|proton|aol)\b|get outlook for |gesendet (von|mit) |von meinem .{2,60} gesendet|diese nachricht wurde von meinem .{2,60} gesendet|envoyé (depuis|de mon|à partir|avec) |télécharger outlook |enviado (desde|do meu|a partir) |obtener outlook |inviato da(l|lla|l mio)? |scarica outlook |verzonden (vanaf|met) |verstuurd vanaf |skickat från |sendt fra |lähetetty |wysłane? z |odesláno z |отправлено (с|из) |iphoneから送信|发自我的|從我的|나의 .{2,20}에서 보냄)/iu

/** Whether a line says who wrote what follows, and when. */
export function isWroteLine(line: string): boolean {
  return mayBeWroteLine(line) && (/@/.test(line) || DATE.test(line) || TIME.test(line))
}

/** The same with more evidence, for a line that nothing marked as quoted follows. */
export function isCertainWroteLine(line: string): boolean {
  return mayBeWroteLine(line) && (/@/.test(line) || (DATE.test(line) && TIME.test(line)))
}

/** Whether a line could be the beginning of such a line that was broken. */
export function mayBeginWroteLine(line: string): boolean {
  return line.length <= LONGEST_LINE && (/@/.test(line) || DATE.test(line) || TIME.test(line))
}

/** Whether the lines begin with the head of a quoted mail: who, when, to whom, what about. */
export function isQuotedHead(lines: string[]): boolean {
  const [first = '', ...more] = lines.map((line) => line.slice(0, LONGEST_LINE))
  return FROM.test(first) && more.some((line) => SENT.test(line)) && more.some((line) => TO_OR_SUBJECT.test(line))
}

/** Whether everything below a line is an older mail. */
export function isOriginalLine(line: string): boolean {
  return line.length <= LONGEST_LINE && ORIGINAL.test(line)
}

/** Whether a mail is passed on below a line: that is what its sender wants to show. */
export function isForwardedLine(line: string): boolean {
  return line.length <= LONGEST_LINE && (FORWARDED.test(line) || BEGINS_FORWARDED.test(line))
}

/** Whether a line is what telephones and programs add of themselves. */
export function isSentFromLine(line: string): boolean {
  return line.length <= LONGEST_LINE && SENT_FROM.test(line)
}

function mayBeWroteLine(line: string): boolean {
  return line.length <= LONGEST_LINE && /[:：]$/.test(line) && WROTE.test(line)
}

function words(list: string): RegExp {
  return new RegExp(`(?<![\\p{L}])(?:${list})|(?:${list})(?![\\p{L}])`, 'iu')
}

function label(list: string): RegExp {
  return new RegExp(`^\\*{0,2}(?:${list})\\*{0,2}\\s?[:：]`, 'iu')
}

function between(list: string): RegExp {
  return new RegExp(`^[-_*#=]{2,}[-_*#= ]{0,40}(?:${list})[-_*#=: ]{0,40}$`, 'iu')
}
