import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { inRoot, root } from './paths.mjs'

/** Runs the built server with these arguments in this very process, which saves memory and passes on every signal. */
export async function runServer(args) {
  const main = inRoot('dist', 'server', 'main.js')
  process.argv.splice(1, process.argv.length, main, ...args)
  // The default data folder lies in the repository; one given by hand is meant from where the user stands.
  if (!process.env.DATA_DIR) process.chdir(root)
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(main).href)
}
