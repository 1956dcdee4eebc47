import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './run-tool.mjs'
import { sourceFiles } from './source-files.mjs'

const MOST_LINES = 300

/** No source file is longer than 300 lines. */
export const sizes = {
  name: 'sizes',
  async run() {
    const files = await sourceFiles()
    const counted = await Promise.all(
      files.map(async (file) => ({ file, lines: countLines(await readFile(path.join(root, file), 'utf8')) })),
    )
    const lines = counted.map((entry) => entry.lines).toSorted((one, other) => one - other)
    const problems = counted
      .filter((entry) => entry.lines > MOST_LINES)
      .map(
        (entry) =>
          `${entry.file}:${MOST_LINES + 1} has ${entry.lines} lines of at most ${MOST_LINES}: if it needs an "and", it is two files.`,
      )
    return {
      problems,
      note: `${lines.length} files, median ${quantile(lines, 0.5)}, p90 ${quantile(lines, 0.9)} lines`,
    }
  },
}

/** How many lines a text has; a last line without newline counts.
 * @param {string} text */
export function countLines(text) {
  return text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0)
}

/** The smallest of the sorted numbers that at least this share of them does not exceed.
 * @param {number[]} sorted
 * @param {number} share */
export function quantile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
