import { reactive, watch } from 'vue'
import { recall, remember } from '../../session/remember.ts'

const KEY = 'panel'

/** How this browser likes the customer's panel: sections that are closed, attributes that stand above all others. */
export const panel = reactive({ closed: [] as string[], pinned: [] as string[], ...recall<object>(KEY, {}) })

watch(panel, (now) => remember(KEY, now), { deep: true })

export function toggled(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}
