import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { showMailState } from '../../../../api/mail.ts'
import type { MailState } from '../../../../api/mail.ts'
import { accountId } from '../../../../session/current-account.ts'

const LOOK_MS = 3000

/** How the mail of an inbox comes, looked at again and again while somebody watches. */
export function useMailState(inboxId: () => number, everyMs = LOOK_MS) {
  const state = shallowRef<MailState | null>(null)
  const failure = ref<unknown>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    try {
      if (!document.hidden || !state.value) state.value = await showMailState(accountId.value, inboxId())
      failure.value = null
    } catch (error) {
      failure.value = error
    }
    if (!gone) timer = setTimeout(() => void look(), everyMs)
  }
  onMounted(() => void look())
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
  })
  return { state, failure, look }
}
