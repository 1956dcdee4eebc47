// Old syntax on purpose: an old Node must get as far as this sentence.
import process from 'process'

const needed = [20, 19]

/** Ends the program with one line when this Node is too old. */
export function requireNode() {
  const found = process.versions.node.split('.').map(Number)
  if (found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) return
  console.error(
    'Porchlight needs Node ' +
      needed.join('.') +
      ' or newer, and this is ' +
      process.version +
      ': see https://nodejs.org.',
  )
  process.exit(1)
}
