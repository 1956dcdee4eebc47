import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { searchEverything } from '../../api/search.ts'
import type { Found } from '../../api/search.ts'
import { accountId } from '../../session/current-account.ts'
import { readSearch } from './read-search.ts'
import { isEmptyQuery, toQuery } from './to-query.ts'
import type { Names } from './to-query.ts'

const PAUSE_MS = 120

/**
 * Searches while somebody types:  typed → a pause → asked → shown. What is asked for a text that has changed is called off, and what was
 * found last stays until something else is found.
 */
export function useSearch(text: Ref<string>, names: () => Names) {
  const found = shallowRef<Found | null>(null)
  const busy = ref(false)
  const failure = shallowRef<unknown>(null)
  const asked = computed(() => toQuery(readSearch(text.value), names(), new Date()))
  const isEmpty = computed(() => isEmptyQuery(asked.value.query))
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  function stop(): void {
    clearTimeout(timer)
    running?.abort()
    running = null
    busy.value = false
  }
  async function ask(): Promise<void> {
    stop()
    const own = new AbortController()
    running = own
    busy.value = true
    try {
      const answer = await searchEverything(accountId.value, asked.value.query, own.signal)
      if (running !== own) return
      found.value = answer
      failure.value = null
    } catch (error) {
      if (running === own) failure.value = error
    }
    if (running === own) stop()
  }
  watch(
    () => JSON.stringify(asked.value.query),
    () => {
      stop()
      if (isEmpty.value) {
        found.value = null
        failure.value = null
      } else {
        busy.value = true
        timer = setTimeout(() => void ask(), PAUSE_MS)
      }
    },
    { immediate: true },
  )
  onBeforeUnmount(stop)
  return { found, busy, failure, asked, isEmpty, ask }
}
