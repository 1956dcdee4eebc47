import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { fetchConversation, updateLastSeen } from '../../api/conversations.ts'
import type { Conversation } from '../../api/wire.ts'
import { mergeConversation } from '../../realtime/merge-conversation.ts'
import { accountId } from '../../session/current-account.ts'
import { rowsOverFacts } from './rows-over-facts.ts'

/** Every conversation this tab knows, whatever list or panel it came from. */
export const useConversations = defineStore('conversations', () => {
  const { rows, shelf, put, keepOnly } = rowsOverFacts()
  const missing = reactive(new Map<number, string>())
  const loading = new Map<number, Promise<void>>()

  function take(conversations: readonly Conversation[]): void {
    for (const one of conversations) {
      const known = shelf.get(one.id)
      const merged = mergeConversation(known, one)
      if (merged !== known) shelf.set(one.id, merged)
    }
  }

  function load(id: number): Promise<void> {
    const running = loading.get(id)
    if (running) return running
    missing.delete(id)
    const started = fetchConversation(accountId.value, id)
      .then((one) => take([one]))
      .catch((error: unknown) => void missing.set(id, error instanceof Error ? error.message : String(error)))
      .finally(() => loading.delete(id))
    loading.set(id, started)
    return started
  }

  async function markSeen(id: number): Promise<void> {
    if (!rows.get(id)?.unread_count) return
    const overlay = put(id, (row) => ({ ...row, unread_count: 0 }))
    await updateLastSeen(accountId.value, id).then(overlay.settle, overlay.remove)
  }

  return { rows, missing, shelf, put, take, load, keepOnly, markSeen }
})
