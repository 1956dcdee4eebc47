import { nextTick, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { Ref } from 'vue'
import type { Line } from './thread-lines.ts'

const NEAR_PX = 60
const OLDER_AT_PX = 300
const FLASH_MS = 1600

/**
 * Keeps a thread where the reader is: at the bottom while they are at the bottom, on the same message while older
 * ones are put above, and never pulled away by something new.
 */
export function useThreadScroll(
  scroller: Ref<HTMLElement | null>,
  id: Readonly<Ref<number>>,
  lines: Readonly<Ref<Line[]>>,
  reach: { loadOlder: () => Promise<void>; loadNewer: () => Promise<void>; isTail: () => boolean },
) {
  const atBottom = ref(true)
  const below = ref(0)

  let end = { height: 0, top: 0 }

  function toBottom(): void {
    const element = scroller.value
    element?.scrollTo({ top: element.scrollHeight })
    if (element) end = { height: element.scrollHeight, top: element.scrollTop }
    atBottom.value = true
    below.value = 0
  }

  function onScroll(): void {
    const element = scroller.value
    if (!element) return
    // Told late of our own scrolling, when a mail has grown meanwhile: nobody has moved.
    if (atBottom.value && element.scrollHeight > end.height && element.scrollTop >= end.top) return toBottom()
    const left = element.scrollHeight - element.scrollTop - element.clientHeight
    atBottom.value = left < NEAR_PX && reach.isTail()
    if (atBottom.value) below.value = 0
    if (element.scrollTop < OLDER_AT_PX) void reach.loadOlder()
    if (left < OLDER_AT_PX && !reach.isTail()) void reach.loadNewer()
  }

  async function reveal(messageId: number): Promise<void> {
    atBottom.value = false
    await nextTick()
    flash(scroller.value?.querySelector<HTMLElement>(`[data-message-id="${messageId}"]`))
  }

  watch(id, () => void nextTick(toBottom), { flush: 'post', immediate: true })
  watch(lines, async (next, before) => {
    const element = scroller.value
    if (!element || atBottom.value) return void nextTick(() => atBottom.value && toBottom())
    const distance = element.scrollHeight - element.scrollTop
    const grewAbove = next[0]?.key !== before[0]?.key
    const last = next.at(-1)
    const isNew = last?.key !== before.at(-1)?.key
    await nextTick()
    if (grewAbove) element.scrollTop = element.scrollHeight - distance
    else if (isNew && last?.kind === 'message' && last.outgoing) toBottom()
    else if (isNew && reach.isTail()) below.value++
  })

  watchSize(scroller, () => atBottom.value && toBottom())
  return { atBottom, below, toBottom, reveal, onScroll }
}

/** Acts when the window of the thread changes its size, or what is in it. */
function watchSize(scroller: Ref<HTMLElement | null>, act: () => unknown): void {
  const observer = new ResizeObserver(act)
  onMounted(() => {
    if (!scroller.value) return
    observer.observe(scroller.value)
    if (scroller.value.firstElementChild) observer.observe(scroller.value.firstElementChild)
  })
  onBeforeUnmount(() => observer.disconnect())
}

/** Shows one message in the middle and lets it light up. */
function flash(element: HTMLElement | null | undefined): void {
  if (!element) return
  element.scrollIntoView({ block: 'center' })
  element.dataset['flash'] = ''
  element.setAttribute('tabindex', '-1')
  element.focus({ preventScroll: true })
  setTimeout(() => delete element.dataset['flash'], FLASH_MS)
}
