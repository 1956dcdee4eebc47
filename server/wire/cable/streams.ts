/** The stream of an agent's own notices. */
export const userStream = (userId: number) => `user:${userId}`

/** The stream a bot would listen on; bots ask over HTTP and hear nothing. */
export const botStream = (botId: number) => `bot:${botId}`

/** The stream of what concerns all members of an account. */
export const accountStream = (accountId: number) => `account:${accountId}`

/** The stream of a visitor's session. */
export const visitorStream = (inboxId: number, sourceId: string) => `visitor:${inboxId}:${sourceId}`

/** Whether a stream is that of a visitor's session. */
export const isVisitorStream = (stream: string) => stream.startsWith('visitor:')
