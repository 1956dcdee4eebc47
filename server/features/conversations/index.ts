export { addMessage, type Stored } from './add-message.ts'
export { assign } from './assign.ts'
export { changeCustomAttributes, changeLabels } from './attributes.ts'
export { changeStatus, wakeTask } from './change-status.ts'
export {
  countConversations,
  listConversations,
  type ConversationCounts,
  type ConversationFilter,
  type ConversationPage,
} from './conversation-list.ts'
export { findConversation, lockConversation } from './conversation-store.ts'
export { viewConversation, viewConversations, type ConversationView } from './conversation-view.ts'
export { toggled, type Conversation, type Priority, type Status } from './conversation.ts'
export { deleteMessage } from './delete-message.ts'
export type { ConversationEvent } from './events.ts'
export { greet } from './greet.ts'
export {
  findVisitorConversation,
  listVisitorConversations,
  loadConversation,
  loadForChange,
  type Asker,
} from './load-conversation.ts'
export { markSeen, markSeenByContact, markUnread } from './mark-seen.ts'
export { listMessages, listMessagesForVisitor, type MessageRange } from './message-list.ts'
export { findMessage, findMessages, type MessageContact, type MessageSender, type MessageView } from './message-view.ts'
export type { Direction, MessageInput, MessageStatus } from './message.ts'
export { receiveMessage } from './receive-message.ts'
export { reply } from './reply.ts'
export { setPriority } from './set-priority.ts'
export { parseSort } from './sort.ts'
export { startConversation, type Beginning } from './start-conversation.ts'
export { unassignRemovedAgent } from './unassign-removed-agent.ts'
export { writeAsVisitor, type VisitorLetter } from './write-as-visitor.ts'
export { wakeSnoozed } from './wake-snoozed.ts'
