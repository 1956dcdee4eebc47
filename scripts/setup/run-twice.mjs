import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { root } from './paths.mjs'
import { runCommand } from './run-command.mjs'

// More than these is no accident of the machine.
const MOST_AGAIN = 6

/**
 * Runs vitest. In continuous integration, whose machine may starve one of a test's processes, a few files that failed
 * are run once more, whole and alone; `unsteady` names those that passed then. Where somebody watches, a failure shows
 * at once.
 */
export async function runTests(args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'porchlight-tests-'))
  const report = path.join(folder, 'report.json')
  try {
    const again = process.env['CI'] ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []
    if ((await runCommand(process.execPath, [...args, ...again])) === 0) return { passed: true, unsteady: [] }
    const files = again.length > 0 ? failedFiles(report) : []
    if (files.length === 0 || files.length > MOST_AGAIN) return { passed: false, unsteady: [] }
    console.log(`\n— once more: ${files.join(', ')} —`)
    const passed = (await runCommand(process.execPath, [...args, ...files])) === 0
    return { passed, unsteady: passed ? files : [] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The files of a report of vitest with a failure in them; none when the run failed for another reason. */
function failedFiles(report) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
    return testResults.filter(({ status }) => status === 'failed').map(({ name }) => path.relative(root, name))
  } catch {
    return []
  }
}
