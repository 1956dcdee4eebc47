// Writes the corpus of mails under contract/mail/corpus: each mail as a file, and beside it what reading it must say at least.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { bounces } from './mail-corpus/bounces.mjs'
import { broken } from './mail-corpus/broken.mjs'
import { calendars } from './mail-corpus/calendars.mjs'
import { charsets } from './mail-corpus/charsets.mjs'
import { headers } from './mail-corpus/headers.mjs'
import { quotes } from './mail-corpus/quotes.mjs'
import { structures } from './mail-corpus/structures.mjs'
import { cases } from './mail-corpus/write-mail.mjs'
import { inRoot } from './setup/paths.mjs'

for (const add of [bounces, broken, calendars, charsets, headers, quotes, structures]) add()

const folder = inRoot('contract', 'mail', 'corpus')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { name, source, expected } of cases) {
  writeFileSync(path.join(folder, `${name}.eml`), source)
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(expected, null, 2)}\n`)
}
console.log(`${cases.length} mails written to contract/mail/corpus`)
