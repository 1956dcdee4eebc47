import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { listParticipants, setParticipants } from '../../api/belongings.ts'
import type { Agent } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'

/** Who takes part in the conversations that were looked at. */
export const useParticipants = defineStore('participants', () => {
  const byConversation = shallowReactive(new Map<number, Agent[]>())

  async function load(id: number): Promise<void> {
    await listParticipants(accountId.value, id).then(
      (found) => byConversation.set(id, found),
      () => undefined,
    )
  }
  /** Shown at once; taken back when the server says no. */
  async function change(id: number, people: Agent[]): Promise<void> {
    const before = byConversation.get(id)
    byConversation.set(id, people)
    try {
      byConversation.set(
        id,
        await setParticipants(
          accountId.value,
          id,
          people.map((one) => one.id),
        ),
      )
    } catch (error) {
      if (before) byConversation.set(id, before)
      showToast({ text: 'toast.participants_not_changed', cause: error, tone: 'danger' })
    }
  }
  return { byConversation, load, change }
})
