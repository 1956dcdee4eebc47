import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './run-tool.mjs'

const FILE = 'dist/sizes.json'
const BUDGETS = {
  loader: { most: 4096, what: "the loader on the customer's site" },
  widget: { most: 45 * 1024, what: "the widget's window" },
  dashboardScript: { most: 180 * 1024, what: "the dashboard's first JavaScript" },
}

/** What a browser has to load first stays within its budget (bytes, gzipped). */
export const bundles = {
  name: 'bundles',
  async run() {
    if (!existsSync(path.join(root, FILE)))
      return { problems: [], skipped: `There is no ${FILE}: run "npm run build" first.` }
    const found = JSON.parse(await readFile(path.join(root, FILE), 'utf8'))
    const note = Object.keys(BUDGETS).map((name) => `${name} ${found[name]}`)
    return { problems: overBudget(found), note: note.join(', ') }
  },
}

/** What is over its budget, or was not measured.
 * @param {Record<string, unknown>} found */
export function overBudget(found) {
  return Object.entries(BUDGETS).flatMap(([name, { most, what }]) => {
    const bytes = found[name]
    if (typeof bytes !== 'number' || bytes <= 0) return [`${FILE}:1 has no ${name}, so ${what} was not measured.`]
    return bytes > most
      ? [`${FILE}:1 ${name}: ${what} has ${bytes} bytes of at most ${most}. Load some of it later.`]
      : []
  })
}
