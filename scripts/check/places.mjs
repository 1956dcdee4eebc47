import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './run-tool.mjs'
import { sourceFiles } from './source-files.mjs'

const TESTS = /\.test\.ts$|-contract\.ts$|^server\/testing\//
const QUERY = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(|\bsql(?:<[^`]*>)?`/

/** What may stand only in some places of the server, where no import shows it. */
const rules = [
  {
    pattern: /\bprocess\.env\b|\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'node:process'/,
    allowed: [/^server\/platform\/config\//, /^server\/testing\//],
    sentence:
      'Only server/platform/config reads the environment: declare a setting in the settings.ts of its slice and take the value as an argument.',
  },
  {
    pattern: /embedded/i,
    allowed: [/^server\/app\//, /^server\/platform\//, TESTS],
    sentence: 'Only server/app and server/platform know of an embedded mode: ask a port for what differs.',
  },
  {
    pattern: QUERY,
    allowed: [/^server\/platform\//, /^server\/features\//, TESTS],
    sentence:
      'Only slices and platform/ name a table: move the query into a store or a read model under server/features/.',
  },
]

/** The places of the environment, the word "embedded" and the tables. */
export const places = {
  name: 'places',
  async run() {
    const files = (await sourceFiles()).filter((file) => file.startsWith('server/') && file.endsWith('.ts'))
    const found = await Promise.all(
      files.map(async (file) => misplaced(file, await readFile(path.join(root, file), 'utf8'))),
    )
    return { problems: found.flat() }
  },
}

/** What stands in this file of the server and may not.
 * @param {string} file
 * @param {string} text */
export function misplaced(file, text) {
  const broken = rules.filter((rule) => !rule.allowed.some((place) => place.test(file)))
  return text
    .split('\n')
    .flatMap((line, index) =>
      broken.filter((rule) => rule.pattern.test(line)).map((rule) => `${file}:${index + 1} ${rule.sentence}`),
    )
}
