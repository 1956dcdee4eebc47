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
  | 'conversation.contact_changed'
  | 'message.created'
  | 'message.updated'
