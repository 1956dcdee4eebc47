import type { ConversationScope, Permission } from '../../kernel/actor.ts'

/** What an administrator lets some agents do, finer than the two roles (contract 9). */
export interface CustomRole {
  id: number
  name: string
  description: string | null
  permissions: Permission[]
  conversationScope: ConversationScope
}
