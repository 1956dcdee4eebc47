import { ref } from 'vue'
import type { Ref } from 'vue'

/** Two or more panes side by side; the same limit as `wide:` in the style sheet. */
export const isWide = matches('(min-width: 901px)')
/** Room for the navigation at full width and for docked details. */
export const isRoomy = matches('(min-width: 1180px)')

function matches(query: string): Ref<boolean> {
  const media = window.matchMedia(query)
  const answer = ref(media.matches)
  media.addEventListener('change', () => (answer.value = media.matches))
  return answer
}
