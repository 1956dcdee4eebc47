import type { Contact, ContactChanges } from '../contacts/index.ts'

type Person = Pick<Contact, 'id' | 'email' | 'phoneNumber' | 'identifier'>

const KEYS = [
  { key: 'identifier', name: 'Identifier' },
  { key: 'email', name: 'Email' },
  { key: 'phoneNumber', name: 'Phone number' },
] as const

/** Whom the rows of a batch may mean: what the account had, and what earlier rows have brought. */
export class KnownContacts {
  private readonly byDetail: Map<string, Person> = new Map()

  constructor(people: Person[]) {
    for (const person of people) this.learn(person, person)
  }

  /** What somebody is known by from now on. */
  learn(person: Person, details: ContactChanges | Person): void {
    for (const { key } of KEYS) {
      const value = plain(key, details[key])
      if (!value) continue
      const before = plain(key, person[key])
      if (before && before !== value) this.byDetail.delete(`${key} ${before}`)
      person[key] = value
      this.byDetail.set(`${key} ${value}`, person)
    }
  }

  /**
   * The contact that these details mean, asked in the order identifier, e-mail, phone number (contract 2.23), or nobody yet; or
   * which of them is somebody else's.
   */
  whoIs(details: ContactChanges): { person: Person | undefined } | { taken: string } {
    const found = KEYS.map(({ key }) => this.byDetail.get(`${key} ${plain(key, details[key]) ?? ''}`))
    const [byIdentifier, byEmail, byPhone] = found
    const person = byIdentifier ?? [byEmail, byPhone].find((one) => one && !contradicts(one, details))
    const other = found.findIndex((one) => one !== undefined && one !== person)
    if (other >= 0) return { taken: `${KEYS[other]?.name} has already been taken` }
    return { person }
  }
}

// An identifier is vouched for, so somebody with another one is somebody else. A phone may be shared; then the addresses differ.
function contradicts(person: Person, details: ContactChanges): boolean {
  return KEYS.slice(0, 2).some(({ key }) => {
    const [theirs, said] = [plain(key, person[key]), plain(key, details[key])]
    return Boolean(theirs && said && theirs !== said)
  })
}

function plain(key: (typeof KEYS)[number]['key'], value: string | null | undefined): string | null {
  const text = value?.trim() || null
  return key === 'email' ? (text?.toLowerCase() ?? null) : text
}
