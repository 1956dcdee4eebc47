import type { Role } from '../../kernel/actor.ts'

/** The stream of an agent's own notices. */
export const userStream = (userId: number) => `user:${userId}`

/** The stream of what concerns all members of an account. */
export const accountStream = (accountId: number) => `account:${accountId}`

/** The stream of an inbox's conversations, for its members. */
export const inboxStream = (inboxId: number) => `inbox:${inboxId}`

/** The stream of all conversations of an account, for administrators. */
export const administratorStream = (accountId: number) => `administrators:${accountId}`

/** The stream of a visitor's session. */
export const visitorStream = (inboxId: number, sourceId: string) => `visitor:${inboxId}:${sourceId}`

/** Whether a stream is that of a visitor's session. */
export const isVisitorStream = (stream: string) => stream.startsWith('visitor:')

/** What an agent may hear: their own, their account's, their inboxes'; administrators hear of all inboxes. */
export function agentStreams(agent: {
  accountId: number
  userId: number
  role: Role
  inboxIds: number[]
}): Set<string> {
  return new Set([
    userStream(agent.userId),
    accountStream(agent.accountId),
    ...agent.inboxIds.map(inboxStream),
    ...(agent.role === 'administrator' ? [administratorStream(agent.accountId)] : []),
  ])
}

/** Who hears of a conversation inside the company. */
export function agentsOf(conversation: { accountId: number; inboxId: number }): string[] {
  return [inboxStream(conversation.inboxId), administratorStream(conversation.accountId)]
}
