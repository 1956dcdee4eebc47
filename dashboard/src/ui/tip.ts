import type { Directive } from 'vue'

interface Tip {
  text: string
  keys?: string
}

const DELAY_MS = 350
let bubble: HTMLElement | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const tips = new WeakMap<Element, Tip>()

/** A short hint under an element, on hover and on keyboard focus. The label itself stays on the element. */
export const tip: Directive<HTMLElement, Tip> = {
  mounted(element, { value }) {
    tips.set(element, value)
    element.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse') later(element)
    })
    element.addEventListener('focus', () => {
      if (element.matches(':focus-visible')) later(element)
    })
    for (const name of ['pointerleave', 'pointerdown', 'blur', 'keydown']) element.addEventListener(name, hide)
  },
  updated(element, { value }) {
    tips.set(element, value)
  },
  unmounted: hide,
}

function later(element: HTMLElement): void {
  clearTimeout(timer)
  timer = setTimeout(() => show(element), DELAY_MS)
}

function hide(): void {
  clearTimeout(timer)
  bubble?.remove()
  bubble = null
}

function show(element: HTMLElement): void {
  const value = tips.get(element)
  if (!value || !element.isConnected) return
  hide()
  bubble = document.createElement('div')
  bubble.className =
    'fixed z-50 pointer-events-none rounded-md bg-ink text-surface px-2 py-1 text-small shadow-low flex gap-2 max-w-64'
  bubble.setAttribute('aria-hidden', 'true')
  bubble.append(value.text)
  if (value.keys) {
    const keys = document.createElement('span')
    keys.className = 'opacity-65 tnum'
    keys.textContent = value.keys
    keys.dir = 'ltr'
    bubble.append(keys)
  }
  const layer = element.closest('dialog') ?? document.body
  layer.append(bubble)
  place(bubble, element)
}

function place(bubble: HTMLElement, element: HTMLElement): void {
  const anchor = element.getBoundingClientRect()
  const own = bubble.getBoundingClientRect()
  const left = Math.min(Math.max(4, anchor.left + anchor.width / 2 - own.width / 2), innerWidth - own.width - 4)
  const below = anchor.bottom + 6
  bubble.style.left = `${left}px`
  bubble.style.top = `${below + own.height > innerHeight - 4 ? anchor.top - own.height - 6 : below}px`
}
