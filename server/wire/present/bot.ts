import type { Bot, BotSecrets } from '../../features/agent-bots/index.ts'
import type { Shown } from './shown.ts'

/** A bot for members (contract 2.14); with `secrets` for administrators of its own account. */
export function bot(one: Bot, shown: Shown, secrets?: BotSecrets) {
  return {
    ...botSlim(one, shown),
    outgoing_url: one.outgoingUrl,
    bot_config: one.botConfig,
    account_id: one.accountId,
    system_bot: one.accountId === null,
    ...(secrets && { secret: secrets.secret, access_token: secrets.accessToken }),
  }
}

/** A bot where an agent could stand: as who has a conversation (contract 2.9). */
export function botSlim(one: Bot, shown: Shown) {
  return {
    id: one.id,
    name: one.name,
    description: one.description,
    thumbnail: botAvatarUrl(one, shown),
    bot_type: one.botType,
  }
}

/** A bot as the sender of a message, for colleagues and customers: a name and a face (contract 2.11, senders). */
export function botForCable(one: Pick<Bot, 'id' | 'name' | 'avatarBlobKey'>, shown: Shown) {
  return { id: one.id, name: one.name, avatar_url: botAvatarUrl(one, shown), type: 'agent_bot' }
}

/** Where a bot's picture is, or empty. The key in the address changes with the picture. */
export function botAvatarUrl(one: Pick<Bot, 'id' | 'avatarBlobKey'>, shown: Shown): string {
  if (!one.avatarBlobKey) return ''
  const signature = shown.secrets.sign('bot-avatar', `${one.id}:${one.avatarBlobKey}`)
  return `${shown.origin}/bot-avatars/${one.id}/${signature.slice(0, 22)}`
}
