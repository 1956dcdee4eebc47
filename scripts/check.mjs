// Everything that is checked without running the product. `node scripts/check.mjs` runs all, `… types lint` only those named;
// with --all a check that has nothing to look at (no build yet) counts as a failure.
import { deadCode } from './check/dead-code.mjs'
import { bundles } from './check/bundles.mjs'
import { documents } from './check/documents.mjs'
import { format } from './check/format.mjs'
import { imports } from './check/imports.mjs'
import { lint } from './check/lint.mjs'
import { places } from './check/places.mjs'
import { runChecks } from './check/run-checks.mjs'
import { sizes } from './check/sizes.mjs'
import { typesOfDashboard, typesOfServer, typesOfWidget } from './check/compile.mjs'
import { words } from './check/words.mjs'

// The slowest first, so that two at a time end together.
const all = [
  typesOfDashboard,
  typesOfWidget,
  deadCode,
  imports,
  lint,
  typesOfServer,
  documents,
  format,
  sizes,
  places,
  words,
  bundles,
]

process.exitCode = await runChecks(all, process.argv.slice(2))
