import { existsSync } from 'node:fs'
import path from 'node:path'
import { linesOf, root, runTool } from './run-tool.mjs'

/** Types of the server, the contract and the tests, by the native compiler. */
export const typesOfServer = { name: 'types:server', run: () => compile('tsc', 'tsconfig.json') }

/** Types of the dashboard, its templates included. */
export const typesOfDashboard = { name: 'types:dashboard', run: () => compile('vue-tsc', 'dashboard/tsconfig.json') }

/** Types of the widget, its templates included. */
export const typesOfWidget = { name: 'types:widget', run: () => compile('vue-tsc', 'widget/tsconfig.json') }

// What did not change since the last run is not compiled again: the second run takes about half the time.
const OPTIONS = ['--noEmit', '--pretty', 'false', '--incremental', '--tsBuildInfoFile']
const cacheOf = (project) => path.join(root, 'node_modules/.cache/check', project.replaceAll('/', '-'))

async function compile(compiler, project) {
  if (!existsSync(path.join(root, project))) return { problems: [], skipped: `There is no ${project}.` }
  const { code, stdout, stderr } = await runTool(compiler, [...OPTIONS, cacheOf(project), '-p', project])
  const problems = []
  for (const line of linesOf(stdout + stderr)) {
    // A compiler explains itself on indented lines below.
    if (line.startsWith(' ') && problems.length > 0) problems[problems.length - 1] += `\n${line}`
    else problems.push(line.replace(/^([^\s(]+)\((\d+),(\d+)\): error (TS\d+): /, '$1:$2:$3 $4: '))
  }
  return { problems: code === 0 ? [] : problems.length > 0 ? problems : [`${compiler} ended with code ${code}.`] }
}
