export { packagePath } from '../config/package-path.ts'
