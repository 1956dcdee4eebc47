import { ref } from 'vue'

/** Those of the open conversation, of the list, and of the bar over a selection. */
export type Picker =
  | 'assign'
  | 'snooze'
  | 'priority'
  | 'labels'
  | 'team'
  | 'people'
  | 'filter'
  | 'notification_snooze'
  | 'many_snooze'
  | 'many_assign'
  | 'many_team'
  | 'many_label'
  | 'many_priority'
  | 'macros'
  | 'why'

/** Which picker shows; keys and the palette open them from afar. */
export const openPicker = ref<Picker | null>(null)

export function pickerModel(name: Picker) {
  return {
    get: () => openPicker.value === name,
    set: (isOpen: boolean) => {
      if (isOpen) openPicker.value = name
      else if (openPicker.value === name) openPicker.value = null
    },
  }
}
