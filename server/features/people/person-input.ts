import { invalid, Refusal } from '../../kernel/refusal.ts'

/** A person's name, trimmed; refuses an empty or an endless one. */
export function requiredName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '') throw invalid('name', "Name can't be blank")
  if (trimmed.length > 255) throw invalid('name', 'Name must have at most 255 characters')
  return trimmed
}

/** An e-mail address in lower case; refuses what no mail server would take. */
export function emailAddress(email: string): string {
  const trimmed = email.trim().toLowerCase()
  if (trimmed.length > 254 || !/^[^\s@<>(),;:\\"[\]]+@[^\s@<>(),;:\\"[\]]+$/.test(trimmed)) {
    throw invalid('email', 'Email must look like name@example.com')
  }
  return trimmed
}

/** Somebody else took the address between our look and our write. */
export function tellTakenEmail(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'users_email') throw emailTaken()
  throw error
}

/** Refuses an address that belongs to somebody. */
export function emailTaken(): Refusal {
  return new Refusal('taken', 'Email has already been taken', 'email')
}
