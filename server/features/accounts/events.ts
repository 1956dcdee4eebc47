/** What happens to an account: the types of its events. */
export type AccountEvent = 'account.cache_invalidated'
