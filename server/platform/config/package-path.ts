import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(directory, 'package.json'))) directory = dirname(directory)
  return directory
}

const root = findRoot()

/** The absolute path of a file that ships with Porchlight, whether it runs from sources or bundled. */
export function packagePath(path: string): string {
  return join(root, path)
}
