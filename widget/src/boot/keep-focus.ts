const reachable = 'a[href],button:not(:disabled),input:not([tabindex="-1"]),select,textarea,audio,video,[tabindex="0"]'

/** Where the window covers the whole screen, the Tab key goes round in it: nobody sees the page behind. */
export function keepFocus(event: KeyboardEvent, root: HTMLElement): void {
  const all = [...root.querySelectorAll<HTMLElement>(reachable)].filter((one) => one.offsetParent)
  const [edge, other] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
  const at = document.activeElement
  if (at !== edge && at !== root && at !== document.body) return
  event.preventDefault()
  other?.focus()
}
