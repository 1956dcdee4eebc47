import { runTool } from './run-tool.mjs'

const SENTENCES = {
  files: 'is imported by nothing: delete it, or import it.',
  dependencies: 'is a dependency that nothing uses: remove it from package.json.',
  devDependencies: 'is a development dependency that nothing uses: remove it from package.json.',
  unlisted: 'is used but stands in no package.json.',
  binaries: 'is a program that no installed package brings.',
  unresolved: 'cannot be found.',
  exports: 'is exported and used nowhere else: drop the export, or the code.',
  nsExports: 'is exported and used nowhere else: drop the export, or the code.',
  types: 'is an exported type that is used nowhere else: drop the export, or the type.',
  nsTypes: 'is an exported type that is used nowhere else: drop the export, or the type.',
  duplicates: 'is exported twice.',
}

/** No file, export or dependency that nothing uses. */
export const deadCode = {
  name: 'dead-code',
  async run() {
    const { code, stdout, stderr } = await runTool('knip', ['--no-progress', '--no-config-hints', '--reporter', 'json'])
    if (!stdout.trimStart().startsWith('{')) throw new Error(`knip said: ${stderr || stdout}`)
    const problems = JSON.parse(stdout).issues.flatMap(describe)
    return { problems: problems.length === 0 && code !== 0 ? [`knip ended with code ${code}: ${stderr}`] : problems }
  },
}

function describe({ file, ...kinds }) {
  return Object.entries(kinds).flatMap(([kind, found]) =>
    [found]
      .flat(2)
      .filter(Boolean)
      .map((item) => {
        const name = item.name === file ? 'It' : `"${item.name ?? item}"`
        return `${file}:${item.line ?? 1} ${name} ${SENTENCES[kind] ?? `(${kind})`}`
      }),
  )
}
