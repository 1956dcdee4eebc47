import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from '../../api/client.ts'
import { failureText } from '../../ui/failure-text.ts'

/** A form's action: whether it is under way, and what was refused, at the field that the server named where there is one. */
export function useForm(action: () => Promise<unknown>) {
  const { t } = useI18n()
  const busy = ref(false)
  const refused = ref('')
  const fields = ref<string[]>([])
  const claimed = new Set<string>()

  async function submit(): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    refused.value = ''
    fields.value = []
    try {
      await action()
      return true
    } catch (error) {
      const { key, values } = failureText(error)
      refused.value = t(key, values)
      fields.value = error instanceof ApiError ? error.attributes : []
      return false
    } finally {
      busy.value = false
    }
  }
  /** What to say at a field. */
  function at(field: string): string {
    claimed.add(field)
    return fields.value.includes(field) ? refused.value : ''
  }
  /** What no field of the form says. */
  const rest = () => (fields.value.some((field) => claimed.has(field)) ? '' : refused.value)
  return { busy, submit, at, rest }
}
