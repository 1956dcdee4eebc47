import { computed, onBeforeUnmount, onMounted, reactive, ref, toRaw, watch } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { askLeave } from './ask-leave.ts'
import { changesBetween, sameValue } from './changes-between.ts'
import { useForm } from './use-form.ts'

/**
 * A form over something that is stored: what was changed, one button that saves it, and a question before it is lost.
 * `save` gets what differs; what is stored is read anew whenever it changes and nothing was touched. */
export function useDraft<Fields extends Record<string, unknown>>(
  read: () => Fields,
  save: (changes: Partial<Fields>, all: Fields) => Promise<unknown>,
) {
  const stored = ref(structuredClone(read()))
  const draft = reactive(structuredClone(read())) as Fields
  const changed = computed(() => !sameValue(stored.value, draft))

  function reset(): void {
    stored.value = structuredClone(read()) as typeof stored.value
    Object.assign(draft, structuredClone(read()))
  }
  watch(read, () => {
    if (!changed.value) reset()
  })
  const form = useForm(async () => {
    const all = JSON.parse(JSON.stringify(toRaw(draft))) as Fields
    await save(changesBetween(stored.value as Fields, all), all)
    stored.value = structuredClone(all) as typeof stored.value
    reset()
  })
  const mayLeave = () => (changed.value ? askLeave() : true)
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate((to, from) => (to.path === from.path ? true : mayLeave()))

  const warn = (event: BeforeUnloadEvent) => {
    if (changed.value) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', warn))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn))
  return { draft, changed, reset, ...form }
}
