import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { keepStandard, showStandard } from '../api/arrangement.ts'
import type { Arrangement } from '../api/arrangement.ts'
import { keepUiSettings } from '../api/profile.ts'
import { inForce } from './arrangement.ts'
import { usePreferences } from './preferences-store.ts'
import { recall, remember } from './remember.ts'
import { useSession } from './session-store.ts'

const KEY = 'standard-arrangement'

/**
 * How the dashboard is arranged: the person's own choices, which follow them from device to device in their profile, over those
 * of the account. A change is shown at once; what the server refuses is taken back. */
export const useArrangement = defineStore('arrangement', () => {
  const session = useSession()
  const standard = ref<Arrangement>(recall(KEY, {}))
  const own = computed<Arrangement>(() => session.user?.ui_settings?.arrangement ?? {})
  const chosen = computed(() => inForce(own.value, standard.value))
  /** One request after the other, so that the last choice is the one that stays. */
  let sending: Promise<unknown> = Promise.resolve()

  async function replace(next: Arrangement): Promise<void> {
    const before = own.value
    show(next)
    const sent = sending.then(() => keepUiSettings({ arrangement: next }))
    sending = sent.catch(() => undefined)
    try {
      await sent
    } catch (error) {
      if (own.value === next) show(before)
      throw error
    }
  }
  function show(next: Arrangement): void {
    if (session.user) session.keep({ ...session.user, ui_settings: { ...session.user.ui_settings, arrangement: next } })
  }
  const change = (part: Arrangement) => replace({ ...own.value, ...part })

  /** What the account arranges for everybody; a copy is kept, so that the next start has it at once. */
  async function load(accountId: number): Promise<void> {
    standard.value = await showStandard(accountId)
    remember(KEY, standard.value)
  }
  async function keepForAll(accountId: number, next: Arrangement): Promise<void> {
    const { keys: _, ...shared } = next
    standard.value = await keepStandard(accountId, shared)
    remember(KEY, standard.value)
  }

  return { own, standard, chosen, change, replace, load, keepForAll }
})

/** Density and moving on are read where they always were; a change there is a choice of one's own. */
export function joinPreferences(): void {
  const arrangement = useArrangement()
  const preferences = usePreferences()
  const session = useSession()
  watch(
    () => [arrangement.chosen.density, arrangement.chosen.move_on] as const,
    ([density, moveOn]) => {
      if (density) preferences.compact = density === 'compact'
      if (moveOn !== undefined) preferences.moveOn = moveOn
    },
    { immediate: true },
  )
  watch(
    () => [preferences.compact, preferences.moveOn] as const,
    ([compact, moveOn]) => {
      const density = compact ? 'compact' : 'roomy'
      const changes: Arrangement = {
        ...(density !== (arrangement.chosen.density ?? 'roomy') && { density }),
        ...(moveOn !== (arrangement.chosen.move_on ?? true) && { move_on: moveOn }),
      }
      // A convenience: it holds in this browser whether or not the server could be told.
      if (session.isSignedIn && Object.keys(changes).length > 0) {
        void arrangement.change(changes).catch(() => undefined)
      }
    },
  )
}
