import { StartError } from '../config/start-error.ts'

/** Makes the failure of a `create extension` a sentence for whoever runs the database; passes every other failure on. */
export function explainExtension(statement: string): (error: unknown) => never {
  return (error) => {
    const name = /^\s*create extension (?:if not exists )?(\w+)/im.exec(statement)?.[1]
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!name || !(code in FIXES)) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The database needs PostgreSQL's own extension ${name}: ${reason}. ${FIXES[code]?.(name)}`)
  }
}

// insufficient_privilege, and the two ways in which PostgreSQL says that the extension's files are not there.
const notInstalled = () => `Install PostgreSQL's contrib package on the database's machine, then start again.`
const FIXES: Record<string, (name: string) => string> = {
  '42501': (name) =>
    `Give this user the right CREATE on the database, or let an administrator run there: create extension ${name}; then start again.`,
  '0A000': notInstalled,
  '58P01': notInstalled,
}
