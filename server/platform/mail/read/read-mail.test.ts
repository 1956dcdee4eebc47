import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { packagePath } from '../../config/package-path.ts'
import { readMail, UnreadableMail, type ReadMail } from './read-mail.ts'

const folder = packagePath('contract/mail/corpus')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => name.slice(0, -4))

/** A text is that text, or has some words and others not. */
interface Words {
  has?: string[]
  hasNot?: string[]
}

describe('the corpus of mails', () => {
  test('has at least 150 mails, each with what it says', () => {
    expect(names.length).toBeGreaterThanOrEqual(150)
  })

  test.each(names)('%s says what is written beside it', async (name) => {
    const source = readFileSync(path.join(folder, `${name}.eml`))
    const expected = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Record<string, unknown>
    if ('unreadable' in expected) {
      await expect(readMail(source)).rejects.toThrow(new UnreadableMail(String(expected['unreadable'])))
      return
    }
    compare(asData(await readMail(source)), expected, name)
  })
})

/** What was read as JSON would have it; of files only what is known about them. */
function asData(mail: ReadMail): Record<string, unknown> {
  const attachments = mail.attachments.map(({ content: _content, ...rest }) => rest)
  const plain = { ...mail, headers: Object.fromEntries(mail.headers), attachments, attachmentCount: attachments.length }
  return JSON.parse(JSON.stringify(plain)) as Record<string, unknown>
}

function compare(found: unknown, expected: unknown, at: string): void {
  if (isWords(expected)) {
    for (const word of expected.has ?? []) expect(found, at).toContain(word)
    for (const word of expected.hasNot ?? []) expect(found, at).not.toContain(word)
  } else if (Array.isArray(expected)) {
    expect(found, at).toHaveLength(expected.length)
    for (const [index, one] of expected.entries()) compare((found as unknown[])[index], one, `${at}.${index}`)
  } else if (typeof expected === 'object' && expected !== null) {
    expect(found, at).toBeTypeOf('object')
    expect(found, at).not.toBeNull()
    for (const [key, one] of Object.entries(expected))
      compare((found as Record<string, unknown>)[key], one, `${at}.${key}`)
  } else {
    expect(found, at).toEqual(expected)
  }
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && ('has' in value || 'hasNot' in value)
}
