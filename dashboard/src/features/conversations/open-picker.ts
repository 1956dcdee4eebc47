import { ref } from 'vue'

/** Which picker of the open conversation shows; keys and the palette open them from afar. */
export const openPicker = ref<'assign' | 'snooze' | 'priority' | null>(null)

export function pickerModel(name: 'assign' | 'snooze' | 'priority') {
  return {
    get: () => openPicker.value === name,
    set: (isOpen: boolean) => {
      if (isOpen) openPicker.value = name
      else if (openPicker.value === name) openPicker.value = null
    },
  }
}
