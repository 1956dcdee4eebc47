const GIVE_UP_MS = 4000

/** Goes to a section as soon as it is on the page: into view, its first field focused, marked for a moment. */
export function seekAnchor(id: string): void {
  if (arrive(id)) return
  const observer = new MutationObserver(() => {
    if (arrive(id)) stop()
  })
  const timer = setTimeout(() => observer.disconnect(), GIVE_UP_MS)
  const stop = () => {
    clearTimeout(timer)
    observer.disconnect()
  }
  observer.observe(document.body, { childList: true, subtree: true })
}

function arrive(id: string): boolean {
  const section = document.getElementById(id)
  if (!section) return false
  section.scrollIntoView({ block: 'start' })
  const field = section.querySelector<HTMLElement>('input:not([tabindex="-1"]), textarea, select, button, a[href]')
  field?.focus({ preventScroll: true })
  section.dataset['found'] = ''
  setTimeout(() => delete section.dataset['found'], 1600)
  return true
}
