/** What happens to conversations: the types of their events. */
export type ConversationEvent =
  | 'conversation.created'
  | 'conversation.updated'
  | 'conversation.status_changed'
  | 'conversation.assigned'
  | 'conversation.team_changed'
  | 'conversation.read'
  | 'conversation.bot_handoff'
  | 'conversation.mentioned'
  | 'conversation.deleted'
  | 'message.created'
  | 'message.updated'
