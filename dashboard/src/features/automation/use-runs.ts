import { computed, ref, shallowRef } from 'vue'
import { listRuns, RUNS_OF_A_PAGE } from '../../api/automation.ts'
import type { RuleRun } from '../../api/automation.ts'
import { accountId } from '../../session/current-account.ts'

/** What rules did, newest first, a page at a time. */
export function useRuns(of: { ruleId: number } | { conversationId: number }) {
  const runs = shallowRef<RuleRun[]>([])
  const loaded = ref(false)
  const loading = ref(false)
  const failure = ref<unknown>(null)
  const atEnd = ref(false)
  const hasMore = computed(() => loaded.value && !atEnd.value)

  async function more(): Promise<void> {
    if (loading.value) return
    loading.value = true
    failure.value = null
    try {
      const page = await listRuns(accountId.value, of, runs.value.at(-1)?.id)
      runs.value = [...runs.value, ...page]
      atEnd.value = page.length < RUNS_OF_A_PAGE
      loaded.value = true
    } catch (error) {
      failure.value = error
    } finally {
      loading.value = false
    }
  }
  return { runs, loaded, loading, failure, hasMore, more }
}
