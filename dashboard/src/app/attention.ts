import { computed, ref, watchEffect } from 'vue'
import { useConversations } from '../features/conversations/conversation-store.ts'
import { everyRow } from '../features/conversations/rows-over-facts.ts'
import { ownerOf } from '../features/conversations/view.ts'
import { brand } from '../session/brand.ts'
import { useSession } from '../session/session-store.ts'

/** The last thing said to screen readers. */
export const announcement = ref('')

/** Writes the number of unread open conversations, one's own and nobody's, into the title of the tab. */
export function useTitle(page: () => string): void {
  const conversations = useConversations()
  const session = useSession()
  const unread = computed(() => {
    let count = 0
    for (const row of everyRow(conversations.rows)) {
      const owner = ownerOf(row)
      if (row.unread_count > 0 && row.status === 'open' && (!owner || owner === session.user?.id)) count++
    }
    return count
  })
  watchEffect(() => {
    const title = [page(), brand.installation_name].filter(Boolean).join(' · ')
    document.title = unread.value > 0 ? `(${unread.value}) ${title}` : title
  })
}

let audio: AudioContext | null = null

/** Two soft notes, made on the spot. Browsers keep it silent until the page was clicked once. */
export function chime(): void {
  audio ??= new AudioContext()
  for (const [index, pitch] of [659, 880].entries()) {
    const start = audio.currentTime + index * 0.11
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.06, start + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.32)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.35)
  }
}
