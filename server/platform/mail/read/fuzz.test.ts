import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packagePath } from '../../config/package-path.ts'
import { readMail, UnreadableMail, type ReadMail } from './read-mail.ts'

const ROUNDS = 300
const folder = packagePath('contract/mail/corpus')
const corpus = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => readFileSync(path.join(folder, name)))
  .filter((source) => source.length < 100_000)

// Bytes that mean something in a mail.
const SPICE = [
  '\r\n',
  '\n\n',
  '\0',
  '--frontier',
  '--frontier--',
  '=?utf-8?Q?=00?=',
  '<',
  '>',
  '"',
  ';',
  ':',
  ' \t',
  '\u001b$B',
  '\xff\xfe',
  '=',
  'Content-Type: multipart/mixed; boundary=""\r\n',
  '<blockquote type="cite">',
  '&#0;',
  '\ud83d',
]

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below)
  }
}

function damaged(seed: number): Buffer {
  const random = numbers(seed)
  const any = () => corpus[random(corpus.length)] ?? Buffer.alloc(0)
  let source = Buffer.from(any())
  for (let times = 1 + random(6); times > 0; times -= 1) {
    const at = random(source.length + 1)
    const length = random(80)
    const [before, after] = [source.subarray(0, at), source.subarray(at)]
    const changes = [
      () => Buffer.concat([before, after.subarray(length)]),
      () => Buffer.concat([before, after.subarray(0, length), source.subarray(at)]),
      () => Buffer.concat([before, Buffer.from(SPICE[random(SPICE.length)] ?? '', 'latin1'), after]),
      () => Buffer.concat([before, any().subarray(random(400))]),
      () => Buffer.from(source.map((byte) => (random(60) === 0 ? random(256) : byte))),
      () => source.subarray(0, at),
    ]
    source = changes[random(changes.length)]?.() ?? source
  }
  return source
}

/** What holds for every mail, whatever it is. */
function check(mail: ReadMail): void {
  const { attachments, headers, ...rest } = mail
  const said = JSON.stringify([rest, [...headers], attachments.map(({ content: _content, ...one }) => one)])
  expect(said).not.toContain(String.raw`\u0000`)
  expect(said).not.toMatch(/\\ud[89a-f]/i)
  for (const html of [mail.html?.full, mail.html?.reply, mail.html?.quoted]) {
    expect(html ?? '').not.toMatch(
      /<(script|style|meta|base|form|iframe|svg|math|link|object|!)|<[^>]*\son\w+=|<[^>]*url\(/i,
    )
  }
  for (const { name, content, size } of attachments) {
    expect(name).not.toBe('')
    expect(name).not.toMatch(/[/\\\p{Cc}]/u)
    expect(content).toHaveLength(size)
  }
  expect(mail.text === null || mail.text.reply !== '' || mail.text.full === '').toBe(true)
}

test(`${ROUNDS} damaged mails are read or refused, and nothing else happens`, async () => {
  const outcomes = { read: 0, refused: 0 }
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const source = damaged(seed)
    try {
      check(await readMail(source))
      outcomes.read += 1
    } catch (error) {
      if (!(error instanceof UnreadableMail) || error.message === 'The mail is damaged beyond reading.') {
        throw new Error(`seed ${seed}`, { cause: error })
      }
      outcomes.refused += 1
    }
  }
  expect(outcomes.read).toBeGreaterThan(ROUNDS * 0.8)
  expect(outcomes.read + outcomes.refused).toBe(ROUNDS)
})

test('bytes without any sense are read or refused', async () => {
  for (let seed = 1; seed <= ROUNDS / 10; seed += 1) {
    const random = numbers(seed)
    const source = Buffer.from(Array.from({ length: random(5000) }, () => random(256)))
    await readMail(source).then(check, (error: unknown) => expect(error).toBeInstanceOf(UnreadableMail))
  }
})
