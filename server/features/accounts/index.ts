export { countAccounts, findDemoAccount, loadAccount, type Account } from './account.ts'
export { changeAccount, invalidateCache } from './change-account.ts'
export { createAccount, createFirstAccount } from './create-account.ts'
export type { AccountEvent } from './events.ts'
