/** A program that answers customers. One without an account is a system bot, which every account may put into its inboxes. */
export interface Bot {
  id: number
  accountId: number | null
  name: string
  description: string | null
  outgoingUrl: string | null
  botType: 'webhook'
  botConfig: Record<string, unknown>
  avatarBlobKey: string | null
}
