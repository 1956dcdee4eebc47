import { computed, nextTick, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { findTrigger, replaceTrigger } from './find-trigger.ts'
import type { Trigger, TriggerKind } from './find-trigger.ts'

/** One thing to put in the place of what was typed. */
export interface Completion {
  key: string
  /** What is put there. */
  insert: string
  label: string
  hint: string
  /** A sign or a face before it. */
  sign?: string
  isPerson?: boolean
  taken?: () => void
}

export interface CompletionSource {
  kinds: () => readonly TriggerKind[]
  find: (trigger: Trigger) => Completion[] | Promise<Completion[]>
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** The list under the caret: what was typed asks for it, arrows move in it, Enter or Tab takes, Escape sends it away. */
export function useCompletion(field: Ref<HTMLTextAreaElement | null>, text: Ref<string>, source: CompletionSource) {
  const trigger = shallowRef<Trigger | null>(null)
  const items = shallowRef<Completion[]>([])
  const active = ref(0)
  /** Where a list was sent away: it stays away until another sign is typed. */
  let dismissedAt = -1
  const isOpen = computed(() => trigger.value !== null && items.value.length > 0)

  function look(): void {
    const found = triggerIn(field.value, source.kinds())
    if (found?.from !== dismissedAt) dismissedAt = -1
    trigger.value = found && found.from !== dismissedAt ? found : null
  }
  function close(): void {
    dismissedAt = trigger.value?.from ?? -1
    trigger.value = null
  }
  function take(item: Completion): void {
    const element = field.value
    if (!element || !trigger.value) return
    const after = replaceTrigger(text.value, trigger.value, element.selectionStart, item.insert)
    text.value = after.text
    item.taken?.()
    trigger.value = null
    void nextTick(() => {
      element.focus()
      element.setSelectionRange(after.caret, after.caret)
    })
  }
  /** Whether the key was the list's. */
  function keydown(event: KeyboardEvent): boolean {
    if (!isOpen.value || event.isComposing || event.metaKey || event.ctrlKey) return false
    const count = items.value.length
    const item = items.value[active.value]
    const step = STEPS[event.key]
    if (step) active.value = (active.value + count + step) % count
    else if ((event.key === 'Enter' || event.key === 'Tab') && item) take(item)
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  watch(trigger, async (asked) => {
    if (!asked) return void (items.value = [])
    const found = await source.find(asked)
    if (trigger.value !== asked) return
    items.value = found
    active.value = 0
  })
  return { items, active, isOpen, look, close, take, keydown }
}

function triggerIn(field: HTMLTextAreaElement | null, kinds: readonly TriggerKind[]): Trigger | null {
  if (!field || field.selectionStart !== field.selectionEnd) return null
  return findTrigger(field.value, field.selectionStart, kinds)
}
