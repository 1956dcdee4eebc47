import { invalid, Refusal } from '../../kernel/refusal.ts'

/** Agents that conversations are given to together. */
export interface Team {
  id: number
  accountId: number
  name: string
  description: string | null
  /** Whether a conversation that comes to the team comes to one of its members at once. */
  allowAutoAssign: boolean
  createdAt: Date
  updatedAt: Date
}

/** A team's name as it is kept, in lower case (contract 2.5); refuses an empty or an endless one. */
export function teamName(name: string): string {
  const kept = name.trim().toLowerCase()
  if (kept === '') throw invalid('name', "Name can't be blank")
  if (kept.length > 255) throw invalid('name', 'Name must have at most 255 characters')
  return kept
}

/** Another team of the account has the name. */
export function tellTakenName(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'teams_account_id_name_key') throw new Refusal('taken', 'Name has already been taken', 'name')
  throw error
}
