import { computed } from 'vue'
import { isOwn, type Message } from './message.ts'
import type { Visit } from './visit.ts'

const most = 2

/** What shows beside the bubble while the window is closed: the newest unread messages, or what the website says by itself. */
export function usePeeked({ thread, preferences, dismissed, campaign, host }: Visit) {
  return computed((): Message[] => {
    if (!host.embedded || preferences.isOpen || preferences.hideMessageBubble) return []
    const seen = Math.max(thread.state.lastSeenId, dismissed.value)
    const unread = thread.messages.value.filter((message) => !isOwn(message) && message.id > seen)
    if (unread.length) return preferences.showUnreadMessagesDialog === false ? [] : unread.slice(-most)
    if (!campaign.value) return []
    const { message, sender, shownAt } = campaign.value
    return [{ id: 0, content: message, message_type: 1, created_at: shownAt, conversation_id: 0, sender }]
  })
}
