import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { failureText } from './failure-text.ts'

/** What a form needs around its action: whether it is under way, and what went wrong in words. */
export function useSubmit(action: () => Promise<void>) {
  const { t } = useI18n()
  const busy = ref(false)
  const problem = ref('')

  async function submit(): Promise<void> {
    busy.value = true
    problem.value = ''
    try {
      await action()
    } catch (error) {
      const { key, values } = failureText(error)
      problem.value = t(key, values)
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, submit }
}
