import { system } from '../kernel/actor.ts'
import { addMember, addPerson, hashPassword } from '../features/people/index.ts'
import { testPassword, type TestDesk } from './desk.ts'
import { signIn, type TestAgent } from './people.ts'

/** Founds a second company on the same desk; returns its administrator, signed in. */
export async function anotherCompany(desk: TestDesk): Promise<TestAgent> {
  const email = 'zoe@rival.example'
  const passwordHash = await hashPassword(testPassword)
  const account = await desk.database.db
    .insertInto('accounts')
    .values({ name: 'Rival' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await desk.database.db.insertInto('conversation_numbers').values({ account_id: account.id }).execute()
  await desk.ports.work(account.id, system, async (work) => {
    const userId = await addPerson(work, { name: 'Zoe', email, passwordHash })
    await addMember(work, userId, { role: 'administrator' })
  })
  return signIn(desk.app, email, testPassword)
}
