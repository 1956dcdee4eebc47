import { onBeforeUnmount, onMounted, shallowRef } from 'vue'
import { showFirstSteps } from '../../../api/settings.ts'
import type { FirstSteps } from '../../../api/settings.ts'
import { accountId } from '../../../session/current-account.ts'

const LOOK_MS = 2500

/** The first steps, looked at again while somebody is watching and `waits` says that one is still to come. */
export function useFirstSteps(waits: (steps: FirstSteps) => boolean, everyMs = LOOK_MS) {
  const steps = shallowRef<FirstSteps | null>(null)
  const failure = shallowRef<unknown>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    try {
      if (!document.hidden || !steps.value) steps.value = await showFirstSteps(accountId.value)
      failure.value = null
    } catch (error) {
      if (!steps.value) failure.value = error
    }
    if (!gone && (!steps.value || waits(steps.value))) timer = setTimeout(() => void look(), everyMs)
  }
  const wake = () => {
    if (!document.hidden && steps.value && waits(steps.value)) void look()
  }
  onMounted(() => {
    document.addEventListener('visibilitychange', wake)
    void look()
  })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', wake)
  })
  return { steps, failure, look }
}
