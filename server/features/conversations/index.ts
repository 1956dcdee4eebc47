export { changeCustomAttributes } from './attributes.ts'
export { changeLabels, relabelConversations, setLabels } from './labels.ts'
export { assign, assignBot } from './assign.ts'
export { changeTeam } from './change-team.ts'
export { listFiles } from './attachment-list.ts'
export { changeStatus, snoozeEnd, wakeTask } from './change-status.ts'
export { textFor } from './activity.ts'
export { addMessage } from './add-message.ts'
export { answerWithTemplates } from './answer-with-templates.ts'
export { listContactFiles, type ContactFile } from './contact-files.ts'
export {
  countConversations,
  listConversations,
  type ConversationCounts,
  type ConversationFilter,
} from './conversation-list.ts'
export { conversationCondition } from './conversation-filter.ts'
export { CONVERSATION_FILTER_KEYS } from './conversation-filter-keys.ts'
export { idsThatSee } from './ids-that-see.ts'
export { viewConversation, viewConversations, type ConversationView, type ShownTeam } from './conversation-view.ts'
export { lockConversation, lockIfThere } from './conversation-store.ts'
export { toggled, type Conversation, type Priority, type Status } from './conversation.ts'
export { deleteConversation } from './delete-conversation.ts'
export { deleteMessage } from './delete-message.ts'
export { setDeliveryState } from './delivery-state.ts'
export { dropDraft, findDraft, keepDraft } from './draft.ts'
export type { ConversationEvent } from './events.ts'
export {
  findVisitorConversation,
  listVisitorConversations,
  loadConversation,
  loadForChange,
} from './load-conversation.ts'
export { markSeen, markSeenByContact, markUnread } from './mark-seen.ts'
export { findMessageForVisitor, listMessages, listMessagesForVisitor } from './message-list.ts'
export { tellMovedConversations } from './tell-moved-conversations.ts'
export { findMessage, findMessages, type MessageContact, type MessageView } from './message-view.ts'
export type { Direction, MessageInput } from './message.ts'
export { muteConversation, unmuteConversation } from './mute.ts'
export { inviteParticipants, participantIds, removeParticipants, setParticipants } from './participants.ts'
export { receiveMessage } from './receive-message.ts'
export { reply } from './reply.ts'
export { retryMessage } from './retry-message.ts'
export { isWithinWindow, mayReply } from './reply-window.ts'
export { resolveIdle } from './resolve-idle.ts'
export { setPriority } from './set-priority.ts'
export { audiencesFor, audienceOf, seesNone, type Standing } from './policy.ts'
export { parseSort } from './sort.ts'
export { continueOrStart, startConversation } from './start-conversation.ts'
export { submitAnswer } from './submit-answer.ts'
export { unassignRemovedAgent } from './unassign-removed-agent.ts'
export { countUnread } from './unread-counts.ts'
export { writeAsVisitor, type VisitorLetter } from './write-as-visitor.ts'
export { wakeOverdue, wakeSnoozed } from './wake-snoozed.ts'
