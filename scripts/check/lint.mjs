import { linesOf, runTool } from './run-tool.mjs'

/** Lint with types: promises nobody waits for, `any`, functions over 50 lines, and what .oxlintrc.json lists. */
export const lint = {
  name: 'lint',
  async run() {
    const { code, stdout, stderr } = await runTool('oxlint', ['--type-aware', '--format', 'unix', '--deny-warnings'])
    const lines = linesOf(stdout + stderr)
    const problems = lines.filter((line) => !/^\d+ problems?$/.test(line.trim()) && !line.startsWith('Finished in'))
    return { problems: code === 0 ? [] : problems.length > 0 ? problems : [`oxlint ended with code ${code}.`] }
  },
}
