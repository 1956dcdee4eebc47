import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root, runProgram } from './run-tool.mjs'
import { sourceFiles } from './source-files.mjs'

const FOLDERS = ['contract', 'server', 'dashboard/src', 'widget/src', 'e2e', 'bench', 'scripts']

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
const sentences = new Map(forbidden.map((rule) => [rule.name, rule.comment]))

/** The import rule of ARCHITECTURE.md. It also counts the modules that were read: given a TypeScript it does not know,
 * dependency-cruiser skips every .ts file and finds nothing wrong. */
export const imports = {
  name: 'imports',
  async run() {
    const folders = FOLDERS.filter((folder) => existsSync(path.join(root, folder)))
    const sources = (await sourceFiles()).filter(
      (file) => /\.(ts|vue|mjs)$/.test(file) && folders.some((folder) => file.startsWith(`${folder}/`)),
    )
    const { modulesRead, problems } = await cruise(root, folders)
    return {
      problems: [...problems, ...unread(sources, modulesRead)],
      note: `${modulesRead.length} of ${sources.length} files read`,
    }
  },
}

// Asked for each kind of file, because components are read by another parser than TypeScript.
function unread(sources, modulesRead) {
  return ['.ts', '.vue', '.mjs'].flatMap((kind) => {
    const wanted = sources.filter((file) => file.endsWith(kind)).length
    const got = modulesRead.filter((file) => file.endsWith(kind)).length
    if (wanted === 0 || got > wanted / 2) return []
    return [
      `package.json:1 Only ${got} of ${wanted} ${kind} files were read, so the import rule was not checked: ` +
        'dependency-cruiser needs TypeScript 6 under the name "typescript".',
    ]
  })
}

/** Reads the folders of a repository and answers what breaks its rules.
 * @param {string} directory
 * @param {string[]} folders */
export async function cruise(directory, folders) {
  const program = path.join(root, 'node_modules/.bin/depcruise')
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders]
  const { stdout, stderr } = await runProgram(program, args, directory)
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser said: ${stderr || stdout}`)
  const { modules, summary } = JSON.parse(stdout)
  const own = modules.filter(
    (module) => folders.some((folder) => module.source.startsWith(`${folder}/`)) && !module.couldNotResolve,
  )
  const read = own.filter((module) => /\.(ts|vue|mjs)$/.test(module.source))
  const problems = await Promise.all(summary.violations.map((violation) => describe(directory, modules, violation)))
  return { modulesRead: read.map((module) => module.source), problems }
}

async function describe(directory, modules, violation) {
  const { from, to, rule, cycle = [] } = violation
  const written = modules
    .find((module) => module.source === from)
    ?.dependencies.find((dependency) => dependency.resolved === to)?.module
  const around = cycle.length > 0 ? [from, ...cycle.map((step) => step.name ?? step)].join(' → ') : `${from} → ${to}`
  return `${from}:${await lineOf(path.join(directory, from), written)} ${rule.name}: ${around}\n  ${sentences.get(rule.name)}`
}

async function lineOf(file, written) {
  const lines = (await readFile(file, 'utf8')).split('\n')
  const spellings = [`'${written}'`, `"${written}"`, `'node:${written}'`]
  const index = lines.findIndex((line) => spellings.some((spelling) => line.includes(spelling)))
  return Math.max(index, 0) + 1
}
