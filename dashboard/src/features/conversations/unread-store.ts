import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { countUnread } from '../../api/conversations.ts'
import type { UnreadCounts } from '../../api/conversations.ts'
import { accountId } from '../../session/current-account.ts'
import { throttle } from './throttle.ts'
import type { Scope } from './view.ts'

const COUNT_EVERY_MS = 4000

/** How many open conversations wait unread in each place of the navigation, as the server counts them. */
export const useUnread = defineStore('unread', () => {
  const counts = shallowRef<UnreadCounts | null>(null)
  const recount = throttle(COUNT_EVERY_MS, async () => {
    counts.value = await countUnread(accountId.value)
  })

  function of(scope: Scope): number {
    if (!counts.value) return 0
    if (scope.kind === 'inbox') return counts.value.inboxes[scope.id] ?? 0
    if (scope.kind === 'team') return counts.value.teams[scope.id] ?? 0
    if (scope.kind === 'label') return counts.value.labels[scope.title] ?? 0
    return scope.kind === 'everything' ? counts.value.all_count : 0
  }
  return { counts, recount, of }
})
