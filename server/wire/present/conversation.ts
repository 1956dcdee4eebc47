import {
  isWithinWindow,
  type Conversation,
  type ConversationCounts,
  type ConversationView,
} from '../../features/conversations/index.ts'
import { botSlim } from './bot.ts'
import { contact } from './contact.ts'
import { channelName } from './inbox.ts'
import { messageForCable } from './message.ts'
import { agent } from './person.ts'
import { iso, seconds, type Shown } from './shown.ts'
import { teamOfConversation } from './team.ts'

/** A conversation for agents, over HTTP (contract A.2). */
export function conversationForApi(view: ConversationView, shown: Shown) {
  const last = view.lastMessage && messageForCable(view.lastMessage, shown)
  return {
    ...shared(view, shown, shown.viewerId),
    account_id: view.accountId,
    uuid: view.uuid,
    assignee_last_seen_at: seconds(view.assigneeLastSeenAt),
    muted: view.contact.blocked,
    created_at: seconds(view.createdAt),
    updated_at: view.updatedAt.getTime() / 1000,
    first_reply_created_at: seconds(view.firstReplyCreatedAt),
    last_non_activity_message: last,
    sla_policy_id: null,
  }
}

/** A conversation for agents, on the socket (contract 3.3). */
export function conversationForCable(view: ConversationView, shown: Shown) {
  return {
    ...shared(view, shown),
    account_id: view.accountId,
    uuid: view.uuid,
    channel: channelName(view.channelType),
    contact_inbox: {
      id: view.contactInboxId,
      contact_id: view.contactId,
      inbox_id: view.inboxId,
      source_id: view.sourceId,
    },
    first_reply_created_at: iso(view.firstReplyCreatedAt),
    created_at: seconds(view.createdAt),
    updated_at: view.updatedAt.getTime() / 1000,
    muted: view.contact.blocked,
  }
}

/** A conversation for an agent who may not see it any more: which one it is, who has it now, and nothing that is in it. */
export function conversationThatLeft(view: ConversationView, shown: Shown) {
  const nothing = { messages: [], labels: [], custom_attributes: {}, additional_attributes: {} }
  return { ...conversationForCable(view, shown), ...nothing, left: true }
}

function shared(view: ConversationView, shown: Shown, viewerId?: number) {
  const last = view.lastMessage && messageForCable(view.lastMessage, shown)
  return {
    meta: {
      sender: contact(view.contact, shown),
      channel: channelName(view.channelType),
      ...(view.assignee && { assignee: agent(view.assignee, shown), assignee_type: 'User' }),
      ...(view.team && { team: teamOfConversation(view.team, viewerId) }),
      ...(view.assigneeBot && { assignee: botSlim(view.assigneeBot, shown), assignee_type: 'AgentBot' }),
      hmac_verified: view.hmacVerified,
    },
    id: view.number,
    messages: last ? [last] : [],
    inbox_id: view.inboxId,
    status: view.status,
    labels: view.labels,
    can_reply: isWithinWindow(view.replyUntil, shown.now),
    custom_attributes: view.customAttributes,
    additional_attributes: view.additionalAttributes,
    snoozed_until: iso(view.snoozedUntil),
    unread_count: Math.min(view.unreadCount, 10),
    priority: view.priority,
    waiting_since: seconds(view.waitingSince),
    agent_last_seen_at: seconds(view.agentLastSeenAt),
    contact_last_seen_at: seconds(view.contactLastSeenAt),
    last_activity_at: seconds(view.lastActivityAt),
    timestamp: seconds(view.lastActivityAt),
  }
}

/** A conversation for its customer (contract 2.20): where it stands, nothing of what the company notes about it. */
export function conversationForVisitor(conversation: Conversation) {
  return {
    id: conversation.number,
    uuid: conversation.uuid,
    inbox_id: conversation.inboxId,
    contact_last_seen_at: seconds(conversation.contactLastSeenAt),
    agent_last_seen_at: seconds(conversation.agentLastSeenAt),
    status: conversation.status,
  }
}

/** The counts of the tabs (contract 2.9). */
export function counts(all: ConversationCounts) {
  return {
    mine_count: all.mine,
    assigned_count: all.assigned,
    unassigned_count: all.unassigned,
    all_count: all.all,
  }
}

/** A conversation as other programs are told of it: the socket's, less the stamps that only our own clients read (contract 4.1). */
export function conversationForWebhook(view: ConversationView, shown: Shown) {
  const { muted: _muted, ...rest } = conversationForCable(view, shown)
  return rest
}
