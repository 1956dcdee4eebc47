#!/usr/bin/env node
// Builds into dist/: node scripts/build.mjs [server] [dashboard] [widget] [loader]; all of them without arguments.
import process from 'node:process'
import { rolldown } from 'rolldown'
import { build as viteBuild } from 'vite'
import { bundleSizes, writeSizes } from './setup/bundle-sizes.mjs'
import { inRoot } from './setup/paths.mjs'

// Whatever the caller's environment says (a test run's, say), what is built here is what people get.
process.env.NODE_ENV = 'production'

const parts = {
  server: buildServer,
  dashboard: () => viteBuild({ configFile: inRoot('dashboard', 'vite.config.ts'), logLevel: 'warn' }),
  widget: () => viteBuild({ configFile: inRoot('widget', 'vite.config.ts'), logLevel: 'warn' }),
  loader: () => viteBuild({ configFile: inRoot('widget', 'vite.loader.config.ts'), logLevel: 'warn' }),
}

async function buildServer() {
  const bundle = await rolldown({
    input: { main: inRoot('server', 'main.ts') },
    platform: 'node',
    // Packages stay in node_modules; only our own files are bundled.
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(id) && !id.startsWith('\0'),
    moduleTypes: { '.sql': 'text' },
  })
  await bundle.write({
    dir: inRoot('dist', 'server'),
    format: 'esm',
    sourcemap: true,
    sourcemapExcludeSources: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    cleanDir: true,
  })
  await bundle.close()
}

async function main(asked) {
  const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
  if (unknown.length > 0)
    throw new Error(`There is no part called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`)
  const names = asked.length > 0 ? asked : Object.keys(parts)
  // All are told before all else, so that one failing part does not leave another half-written.
  const outcomes = await Promise.allSettled(names.map((name) => parts[name]()))
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected'
      ? [`Building the ${names[index]} failed:\n${outcome.reason?.stack ?? outcome.reason}`]
      : [],
  )
  if (failures.length > 0) throw new Error(failures.join('\n\n'))
  const sizes = bundleSizes()
  writeSizes(sizes)
  for (const [name, bytes] of Object.entries(sizes)) console.log(`${name}: ${(bytes / 1024).toFixed(1)} KB gzip`)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
