import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { linesOf, root, runProgram } from './run-tool.mjs'

const IGNORED = new Set(['node_modules', 'dist', 'data', '.git', '.cache'])
const GENERATED = new Set(['server/platform/database/tables.ts', 'server/migrations/schema.sql'])

/** Every file of the repository, committed or about to be, relative to the root. Outside of git: every file that is no output. */
export async function repositoryFiles() {
  const git = await runProgram('git', ['ls-files', '--cached', '--others', '--exclude-standard']).catch(() => undefined)
  if (git?.code !== 0) return walk('.')
  const deleted = await runProgram('git', ['ls-files', '--deleted'])
  const gone = new Set(linesOf(deleted.stdout))
  return linesOf(git.stdout).filter((file) => !gone.has(file))
}

/** The files people write code in, generated ones left out. */
export async function sourceFiles() {
  const files = await repositoryFiles()
  return files.filter((file) => /\.(ts|vue|mjs|cjs|sql|css)$/.test(file) && !GENERATED.has(file))
}

async function walk(folder) {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true })
  const lists = await Promise.all(
    entries
      .filter((entry) => !IGNORED.has(entry.name))
      .map((entry) => {
        const file = path.posix.join(folder, entry.name)
        return entry.isDirectory() ? walk(file) : [file]
      }),
  )
  return lists.flat()
}
