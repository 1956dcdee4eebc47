import { readFileSync } from 'node:fs'
import { packagePath } from '../platform/config/package-path.ts'

/** The version of Porchlight. */
export const productVersion: string = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')).version
