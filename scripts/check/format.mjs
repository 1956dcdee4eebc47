import { linesOf, runTool } from './run-tool.mjs'

/** Every file is as the formatter writes it. */
export const format = {
  name: 'format',
  async run() {
    const { code, stdout, stderr } = await runTool('oxfmt', ['--list-different'])
    if (code === 0) return { problems: [] }
    const files = linesOf(stdout).map((file) => `${file}:1 is not formatted: run "npm run format".`)
    return { problems: files.length > 0 ? files : linesOf(stderr) }
  },
}
