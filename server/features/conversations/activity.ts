import type { Work } from '../../platform/database/unit-of-work.ts'
import { localeOfAccount, type Locale } from '../accounts/index.ts'
import { findBots } from '../agent-bots/index.ts'
import { availableName, loadAgent } from '../people/index.ts'
import { addMessage } from './add-message.ts'
import type { Conversation } from './conversation.ts'
import type { TextKey } from './texts/en.ts'
import { say, type Saying } from './texts/say.ts'

/** Leaves a line in the thread that tells what happened, in the account's language; `{who}` becomes the actor's name. */
export async function tellActivity(
  work: Work,
  conversation: Conversation,
  saying: Saying,
  values: Record<string, string> = {},
): Promise<void> {
  const locale = await localeOfAccount(work.tx, work.accountId)
  const content = say(locale, saying, { who: await actorName(work, locale), ...values })
  const rule = work.actor.kind === 'automation' && { contentAttributes: { automation_rule_id: work.actor.ruleId } }
  await addMessage(work, conversation, { direction: 'activity', sender: null, content, ...rule })
}

/** A text of the catalogue in the account's language, for what Porchlight writes to customers. */
export async function textFor(work: Work, key: TextKey): Promise<string> {
  return say(await localeOfAccount(work.tx, work.accountId), key)
}

async function actorName(work: Work, locale: Locale): Promise<string> {
  if (work.actor.kind === 'system') return say(locale, 'actor.system')
  if (work.actor.kind === 'automation') return say(locale, 'actor.automation')
  if (work.actor.kind === 'contact') return say(locale, 'actor.customer')
  if (work.actor.kind === 'bot')
    return (await findBots(work.tx, [work.actor.botId]))[0]?.name ?? say(locale, 'actor.system')
  return availableName(await loadAgent(work.tx, work.accountId, work.actor.userId))
}
