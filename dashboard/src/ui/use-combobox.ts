import { computed, nextTick, ref, useId } from 'vue'

/**
 * What a field and its list of options have in common wherever people choose by typing: the focus stays in the field, arrows move
 * around the list, Enter takes. What the list holds, and what becomes active when it changes, is its owner's affair.
 */
export function useCombobox(count: () => number, take: (index: number) => void) {
  const listId = useId()
  const active = ref(0)
  const idOf = (index: number) => `${listId}-${index}`

  const inputProps = computed(() => ({
    type: 'text',
    role: 'combobox',
    'aria-expanded': true,
    'aria-autocomplete': 'list' as const,
    'aria-controls': listId,
    'aria-activedescendant': count() > 0 ? idOf(active.value) : undefined,
    autocomplete: 'off',
    spellcheck: false,
  }))
  const optionProps = (index: number) => ({
    id: idOf(index),
    role: 'option',
    'data-active': index === active.value || undefined,
  })

  function move(step: 1 | -1): void {
    if (count() === 0) return
    active.value = (active.value + step + count()) % count()
    void nextTick(() => document.getElementById(idOf(active.value))?.scrollIntoView({ block: 'nearest' }))
  }
  function heard(event: Pick<KeyboardEvent, 'key' | 'preventDefault'>): void {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') take(active.value)
    else return
    event.preventDefault()
  }
  return { active, listId, inputProps, optionProps, heard }
}
