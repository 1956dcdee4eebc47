export { changeCustomAttributes } from './attributes.ts'
export { changeLabels, relabelConversations, setLabels } from './labels.ts'
export { assign, assignBot } from './assign.ts'
export { changeStatus, wakeTask } from './change-status.ts'
export { changeTeam } from './change-team.ts'
export {
  countConversations,
  listConversations,
  type ConversationCounts,
  type ConversationFilter,
} from './conversation-list.ts'
export { conversationCondition } from './conversation-filter.ts'
export { CONVERSATION_FILTER_KEYS } from './conversation-filter-keys.ts'
export { lockConversation } from './conversation-store.ts'
export { viewConversation, viewConversations, type ConversationView, type ShownTeam } from './conversation-view.ts'
export { toggled, type Conversation, type Priority, type Status } from './conversation.ts'
export { deleteMessage } from './delete-message.ts'
export { setDeliveryState } from './delivery-state.ts'
export type { ConversationEvent } from './events.ts'
export { greet } from './greet.ts'
export {
  findVisitorConversation,
  listVisitorConversations,
  loadConversation,
  loadForChange,
} from './load-conversation.ts'
export { markSeen, markSeenByContact, markUnread } from './mark-seen.ts'
export { listMessages, listMessagesForVisitor } from './message-list.ts'
export { findMessage, findMessages, type MessageContact, type MessageView } from './message-view.ts'
export type { Direction, MessageInput } from './message.ts'
export { receiveMessage } from './receive-message.ts'
export { reply } from './reply.ts'
export { setPriority } from './set-priority.ts'
export { audiencesFor, audienceOf, seesNone, type Standing } from './policy.ts'
export { parseSort } from './sort.ts'
export { startConversation } from './start-conversation.ts'
export { unassignRemovedAgent } from './unassign-removed-agent.ts'
export { writeAsVisitor, type VisitorLetter } from './write-as-visitor.ts'
export { wakeSnoozed } from './wake-snoozed.ts'
