export type { Bot } from './bot.ts'
export {
  BOT_SECRET,
  resetBotSecret,
  resetBotToken,
  revealBotSecrets,
  revealSecretsOf,
  type BotSecrets,
} from './bot-secrets.ts'
export { findBotByToken, findBots, listBots, loadBot, mayActIn } from './bot-store.ts'
export { changeBot, createBot, removeBot, type BotChanges, type BotOwner } from './change-bot.ts'
export { findInboxBot, hasActiveBot, inboxesWithBots, isBotActive, setInboxBot } from './inbox-bot.ts'
