import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { findBots, type Bot } from '../../features/agent-bots/index.ts'
import { findPerson, type Person } from '../../features/people/index.ts'
import { isPermitted, type Permissible } from '../../features/platform-apps/index.ts'
import type { PlatformCaller } from '../access.ts'
import { idOf } from '../parse.ts'

/** The person in the path, if the app created them. What it did not create is refused alike, whether or not it exists. */
export async function mayTouchUser(call: Call<PlatformCaller>): Promise<Person> {
  const userId = idOf(call.params['id'])
  await mayTouch(call, { userId })
  const person = await findPerson(call.ports.db, userId)
  if (!person) throw notPermissible()
  return person
}

/** The id of the account in the path, if the app created it. */
export async function mayTouchAccount(call: Call<PlatformCaller>): Promise<number> {
  const accountId = idOf(call.params['id'])
  await mayTouch(call, { accountId })
  return accountId
}

/** The bot in the path, if the app created it. */
export async function mayTouchBot(call: Call<PlatformCaller>): Promise<Bot> {
  const botId = idOf(call.params['id'])
  await mayTouch(call, { botId })
  const [one] = await findBots(call.ports.db, [botId])
  if (!one) throw notPermissible()
  return one
}

/** Refuses what the app did not create. */
export async function mayTouch(call: Call<PlatformCaller>, what: Permissible): Promise<void> {
  if (!(await isPermitted(call.ports.db, call.caller.app.id, what))) throw notPermissible()
}

function notPermissible(): Refusal {
  return new Refusal('not_allowed', 'Non permissible resource')
}
