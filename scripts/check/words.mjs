import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { brokenLinks } from './links.mjs'
import { root } from './run-tool.mjs'
import { repositoryFiles } from './source-files.mjs'

// Written in pieces, so that this file does not contain what it looks for.
const FOREIGN = [/(?<![\w.@:/-])\/wor[k]\//, /shared\/desig[n]/, /shared\/contrac[t]/, /\/tmp\/note[s]/]

// Names that promise nothing, so that everything ends up there.
const EMPTY_NAME =
  /(?:^|\/)(?:utils?|helpers?|common|types|services?|managers?)(?:\.\w+)+$|[.-](?:service|manager)\.\w+$/

/** No file names the place it was written in, and every link between documents leads somewhere. */
export const words = {
  name: 'words',
  async run() {
    const files = await repositoryFiles()
    const found = await Promise.all(files.map(problemsOf))
    return { problems: found.flat(), note: `${files.length} files` }
  },
}

async function problemsOf(file) {
  return [...emptyName(file), ...(await problemsInside(file))]
}

/** Says that a file's name promises nothing.
 * @param {string} file */
export function emptyName(file) {
  return EMPTY_NAME.test(file)
    ? [`${file}:1 has a name that could hold anything: name it after what it does, verb first.`]
    : []
}

async function problemsInside(file) {
  const bytes = await readFile(path.join(root, file))
  if (bytes.subarray(0, 8000).includes(0)) return []
  const text = bytes.toString('utf8')
  return [...foreignWords(file, text), ...(file.endsWith('.md') ? await brokenLinks(root, file, text) : [])]
}

/** The lines that name a path of the place where the product was written.
 * @param {string} file
 * @param {string} text */
export function foreignWords(file, text) {
  return text
    .split('\n')
    .flatMap((line, index) =>
      FOREIGN.some((pattern) => pattern.test(line))
        ? [`${file}:${index + 1} names a path of the machine it was written on: a reader does not have it.`]
        : [],
    )
}
