export { textFor } from './activity.ts'
export { addMessage } from './add-message.ts'
export { answerWithTemplates } from './answer-with-templates.ts'
export { assign, assignBot } from './assign.ts'
export { listFiles } from './attachment-list.ts'
export { changeCustomAttributes } from './attributes.ts'
export { changeStatus, snoozeEnd, wakeTask } from './change-status.ts'
export { changeTeam } from './change-team.ts'
export { listContactFiles, type ContactFile } from './contact-files.ts'
export { CONVERSATION_FILTER_KEYS } from './conversation-filter-keys.ts'
export { conversationCondition } from './conversation-filter.ts'
export { listConversations, type ConversationFilter } from './conversation-list.ts'
export { lockConversation, lockIfThere } from './conversation-store.ts'
export {
  inOrderOf,
  viewConversation,
  viewConversations,
  type ConversationView,
  type ShownTeam,
} from './conversation-view.ts'
export { toggled, type Conversation, type Priority, type Status } from './conversation.ts'
export { countConversations, type ConversationCounts } from './count-conversations.ts'
export { deleteConversation } from './delete-conversation.ts'
export { deleteMessage } from './delete-message.ts'
export { setDeliveryState } from './delivery-state.ts'
export { dropDraft, findDraft, keepDraft } from './draft.ts'
export type { ConversationEvent } from './events.ts'
export { foldCounts } from './fold-counts.ts'
export { idsThatSee } from './ids-that-see.ts'
export { changeLabels, relabelConversations, setLabels } from './labels.ts'
export {
  findVisitorConversation,
  listVisitorConversations,
  loadConversation,
  loadForChange,
} from './load-conversation.ts'
export { markSeen, markSeenByContact, markUnread } from './mark-seen.ts'
export { findMessageForVisitor, listMessages, listMessagesForVisitor } from './message-list.ts'
export { findMessage, findMessages, type MessageContact, type MessageView } from './message-view.ts'
export type { Direction, MessageInput } from './message.ts'
export { muteConversation, unmuteConversation } from './mute.ts'
export { inviteParticipants, participantIds, removeParticipants, setParticipants } from './participants.ts'
export { audienceOf, audiencesFor, seesNone, visibleTo, type Asker } from './policy.ts'
export { inboxesInReach } from './reach-of-search.ts'
export { receiveMessage } from './receive-message.ts'
export { isWithinWindow, mayReply } from './reply-window.ts'
export { reply } from './reply.ts'
export { resolveIdle } from './resolve-idle.ts'
export { retryMessage } from './retry-message.ts'
export { setPriority } from './set-priority.ts'
export { parseSort } from './sort.ts'
export type { Standing } from './standing.ts'
export { continueOrStart, startConversation } from './start-conversation.ts'
export { submitAnswer } from './submit-answer.ts'
export { tellMovedConversations } from './tell-moved-conversations.ts'
export { unassignRemovedAgent } from './unassign-removed-agent.ts'
export { countUnread } from './unread-counts.ts'
export { wakeOverdue, wakeSnoozed } from './wake-snoozed.ts'
export { writeAsVisitor, type VisitorLetter } from './write-as-visitor.ts'
