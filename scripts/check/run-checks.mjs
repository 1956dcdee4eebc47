import { availableParallelism } from 'node:os'
import { inspect } from 'node:util'

/**
 * @typedef {{ problems: string[], note?: string, skipped?: string }} Found
 * @typedef {{ name: string, run: () => Promise<Found> }} Check
 */

/** Runs the checks that are named (all when none is), prints a line for each, and answers the exit code.
 * @param {Check[]} all
 * @param {string[]} words
 * @param {(line: string) => void} print */
export async function runChecks(all, words, print = console.log) {
  const names = words.filter((word) => word !== '--all')
  const unknown = names.filter((name) => !all.some((check) => isNamed(check, name)))
  if (unknown.length > 0) {
    print(`No check is called ${unknown.join(', ')}. There are: ${all.map((check) => check.name).join(', ')}.`)
    return 2
  }
  const chosen = names.length > 0 ? all.filter((check) => names.some((name) => isNamed(check, name))) : all
  const failed = await runTogether(chosen, { allMustRun: words.includes('--all'), print })
  print(failed === 0 ? `${chosen.length} checks passed.` : `${failed} of ${chosen.length} checks failed.`)
  return failed === 0 ? 0 : 1
}

function isNamed(check, name) {
  return check.name === name || check.name.startsWith(`${name}:`)
}

async function runTogether(checks, { allMustRun, print }) {
  const waiting = [...checks]
  let failed = 0
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = performance.now()
      const found = await check.run().catch((error) => ({ problems: [`The check itself broke: ${inspect(error)}`] }))
      const problems = found.skipped && allMustRun ? [...found.problems, found.skipped] : found.problems
      if (problems.length > 0) failed += 1
      print(summary(check.name, problems, found, performance.now() - started))
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, work))
  return failed
}

function summary(name, problems, found, milliseconds) {
  const verdict = problems.length > 0 ? 'FAILED ' : found.skipped ? 'skipped' : 'ok     '
  const note = problems.length > 0 ? `${problems.length} to correct` : (found.skipped ?? found.note ?? '')
  const line = `${verdict} ${name.padEnd(16)} ${(milliseconds / 1000).toFixed(1).padStart(5)} s  ${note}`
  return [line.trimEnd(), ...problems.map((problem) => `          ${problem.replaceAll('\n', '\n          ')}`)].join(
    '\n',
  )
}
