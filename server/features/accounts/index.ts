export {
  countAccounts,
  findDemoAccount,
  loadAccount,
  type Account,
  type CachedNoun,
  type CacheKeys,
} from './account.ts'
export { changeAccount, createAccount, invalidateCache, type AccountChanges } from './change-account.ts'
export type { AccountEvent } from './events.ts'
