import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { MAXIMUM_HTML, MAXIMUM_MAIL_BYTES, MAXIMUM_TAGS } from './limits.ts'
import { readMail, UnreadableMail } from './read-mail.ts'

const MB = 1024 * 1024
const HEAD = 'From: mo@haddad.example\r\nSubject: Large\r\nMIME-Version: 1.0\r\n'

/** A mail with one file, as it comes from a socket. */
function* withFile(bytes: number): Generator<Buffer> {
  yield Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n`)
  yield Buffer.from('Content-Type: application/x-lamp\r\nContent-Disposition: attachment; filename=a\r\n')
  yield Buffer.from('Content-Transfer-Encoding: base64\r\n\r\n')
  const lines = Buffer.from(`${Buffer.alloc(57, 7).toString('base64')}\r\n`.repeat(800))
  for (let left = bytes; left > 0; left -= 57 * 800) yield lines
  yield Buffer.from('--b--\r\n')
}

test('a mail of 30 MB is read from a stream, and takes little more memory than it has', async () => {
  globalThis.gc?.()
  const before = process.memoryUsage()
  const mail = await readMail(Readable.from(withFile(22 * MB)))
  expect(mail.text?.full).toBe('Hello')
  expect(mail.attachments[0]?.size).toBeGreaterThanOrEqual(22 * MB)
  const held = process.memoryUsage().arrayBuffers - before.arrayBuffers
  expect(held, 'bytes held besides the file').toBeLessThan(120 * MB)
})

test('a mail without end is refused as soon as it is too large', async () => {
  let given = 0
  const endless = function* () {
    for (const piece of withFile(Infinity)) {
      given += piece.length
      yield piece
    }
  }
  await expect(readMail(Readable.from(endless()))).rejects.toThrow(new UnreadableMail('The mail has more than 64 MB.'))
  expect(given).toBeLessThan(MAXIMUM_MAIL_BYTES * 1.1)
})

test('what breaks while it is fetched is no unreadable mail: it is tried again', async () => {
  const broken = new Readable({
    read() {
      this.push(HEAD)
      this.destroy(new Error('the disk is gone'))
    },
  })
  await expect(readMail(broken)).rejects.toThrow('the disk is gone')
})

test('of HTML without end as much is read as people read', async () => {
  const html = (body: string) => readMail(Buffer.from(`${HEAD}Content-Type: text/html\r\n\r\n${body}`))
  const long = await html(`<p>${'word '.repeat(MAXIMUM_HTML)}</p>`)
  expect(long.html?.full.length).toBeLessThan(MAXIMUM_HTML + 100)
  const dense = await html('<b>x</b>'.repeat(MAXIMUM_TAGS))
  expect(dense.html?.full.match(/<b>/g)).toHaveLength(MAXIMUM_TAGS / 2)
})

test('a reader that is asked for several mails at once mixes none of them up', async () => {
  const mails = Array.from({ length: 20 }, (_, at) => Buffer.from(`From: ${at}@x.example\r\n\r\nNumber ${at}`))
  const read = await Promise.all(mails.map((source) => readMail(source)))
  expect(read.map((mail) => [mail.from?.address, mail.text?.full])).toEqual(
    mails.map((_, at) => [`${at}@x.example`, `Number ${at}`]),
  )
})
