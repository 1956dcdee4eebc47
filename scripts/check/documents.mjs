import { existsSync } from 'node:fs'
import path from 'node:path'
import { linesOf, root, runProgram } from './run-tool.mjs'

/** The settings reference, the schema and the types of its tables are what the code and the migrations make them. */
export const documents = {
  name: 'documents',
  async run() {
    if (!existsSync(path.join(root, 'server/main.ts'))) return { problems: [], skipped: 'There is no server/main.ts.' }
    const { code, stdout, stderr } = await runProgram(process.execPath, [
      '--import',
      'tsx',
      'server/main.ts',
      'docs',
      '--check',
    ])
    if (code === 0) return { problems: [] }
    const said = linesOf(stdout + stderr)
    return { problems: said.length > 0 ? said : [`"docs --check" ended with code ${code}.`] }
  },
}
