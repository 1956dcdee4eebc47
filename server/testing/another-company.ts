import { system } from '../kernel/actor.ts'
import { createAccount } from '../features/accounts/index.ts'
import { addMember, addPerson, hashPassword } from '../features/people/index.ts'
import { testPassword, type TestDesk } from './desk.ts'
import { signIn, type TestAgent } from './people.ts'

/** Founds a second company on the same desk; returns its administrator, signed in. */
export async function anotherCompany(desk: TestDesk): Promise<TestAgent> {
  const email = 'zoe@rival.example'
  const passwordHash = await hashPassword(testPassword)
  await desk.ports.work(
    (tx) => createAccount(tx, { name: 'Rival' }),
    system,
    async (work) => {
      const userId = await addPerson(work, { name: 'Zoe', email, passwordHash })
      await addMember(work, userId, { role: 'administrator' })
    },
  )
  return signIn(desk.app, email, testPassword)
}
