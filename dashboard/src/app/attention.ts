import { computed, ref, watch, watchEffect } from 'vue'
import { useConversations } from '../features/conversations/conversation-store.ts'
import { everyRow } from '../features/conversations/rows-over-facts.ts'
import { unreadNotifications } from '../features/notifications/bell.ts'
import { ownerOf } from '../features/conversations/view.ts'
import { brand } from '../session/brand.ts'
import { useSession } from '../session/session-store.ts'

/** The last thing said to screen readers. */
export const announcement = ref('')

/** Writes the number of unread open conversations, one's own and nobody's, into the title of the tab. */
export function useTitle(page: () => string): void {
  const conversations = useConversations()
  const session = useSession()
  const unread = computed(() => {
    let count = 0
    for (const row of everyRow(conversations.rows)) {
      const owner = ownerOf(row)
      if (row.unread_count > 0 && row.status === 'open' && (!owner || owner === session.user?.id)) count++
    }
    return count
  })
  watchEffect(() => {
    const title = [page(), brand.installation_name].filter(Boolean).join(' · ')
    document.title = unread.value > 0 ? `(${unread.value}) ${title}` : title
  })
  watch(
    () => unreadNotifications.value > 0,
    (on) => void import('../features/notifications/icon-badge.ts').then(({ badgeIcon }) => badgeIcon(on)),
  )
}
