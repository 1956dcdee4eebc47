import { computed } from 'vue'
import { saveSignature } from '../../api/composing.ts'
import type { User } from '../../api/wire.ts'
import { useSession } from '../../session/session-store.ts'
import { showToast } from '../../ui/toast-store.ts'

/** Where a person's settings keep the inboxes in which they sign. */
const SETTING = 'signature_inboxes'

/** The server merges it with the rest. */
type Settings = Partial<Record<typeof SETTING, number[]>>

/** What is put under a reply, and whether it is in this inbox; both follow the person to every device. */
export function useSignature(inboxId: () => number) {
  const session = useSession()
  const text = computed(() => session.user?.message_signature ?? '')
  const inboxes = computed(() => {
    const kept = settingsOf(session.user)[SETTING]
    return Array.isArray(kept) ? kept.filter((one): one is number => typeof one === 'number') : []
  })
  const isOn = computed(() => inboxes.value.includes(inboxId()))

  async function keep(change: Partial<Pick<User, 'message_signature' | 'ui_settings'>>): Promise<void> {
    const before = session.user
    if (!before) return
    session.keep({ ...before, ...change, ui_settings: { ...before.ui_settings, ...change.ui_settings } })
    try {
      const { message_signature: words, ui_settings: settings } = change
      session.keep(
        await saveSignature({
          ...(words !== undefined && { message_signature: words ?? '' }),
          ...(settings && { ui_settings: settings }),
        }),
      )
    } catch (error) {
      session.keep(before)
      showToast({ text: 'toast.signature_not_saved', cause: error, tone: 'danger' })
    }
  }
  const write = (words: string) => (words === text.value ? Promise.resolve() : keep({ message_signature: words }))
  function turn(on: boolean): Promise<void> {
    const others = inboxes.value.filter((one) => one !== inboxId())
    const settings: Settings = { [SETTING]: on ? [...others, inboxId()] : others }
    return keep({ ui_settings: settings })
  }
  return { text, isOn, write, turn }
}

// The settings of a person may hold anything of any client.
const settingsOf = (user: User | null): Record<string, unknown> => ({ ...user?.ui_settings })
