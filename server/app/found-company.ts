import { system } from '../kernel/actor.ts'
import type { Work } from '../platform/database/unit-of-work.ts'
import type { Ports } from '../platform/http/ports.ts'
import { createFirstAccount } from '../features/accounts/index.ts'
import { addMember, addPerson, hashPassword } from '../features/people/index.ts'

/** The first account and who runs it. */
export interface Founding {
  accountName: string
  name: string
  email: string
  password: string
}

/** Creates the first account with its administrator, all or nothing; refuses when there is one already. Returns the person's id. */
export async function foundCompany(
  ports: Ports,
  founding: Founding,
  furnish?: (work: Work, userId: number) => Promise<void>,
): Promise<number> {
  const passwordHash = await hashPassword(founding.password)
  return ports.work(
    (tx) => createFirstAccount(tx, { name: founding.accountName }),
    system,
    async (work) => {
      const { name, email } = founding
      const userId = await addPerson(work, { name, email, passwordHash })
      await addMember(work, userId, { role: 'administrator' })
      await furnish?.(work, userId)
      return userId
    },
  )
}
