import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packagePath } from '../../platform/config/package-path.ts'
import type { Shapes, Skeleton } from './schema-of-shape.ts'

/** Reads the shapes of all answers from contract/fixtures. */
export function readShapes(): Shapes {
  const folder = packagePath('contract/fixtures')
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Skeleton
  const { deviations, ...shapes } = Object.fromEntries(files.map((name) => [basename(name, '.json'), read(name)]))
  return { shapes, additions: (deviations as unknown as Shapes).additions }
}
