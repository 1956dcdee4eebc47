import { shallowRef } from 'vue'

interface Toast {
  id: number
  /** A key of the catalogue. */
  text: string
  values?: Record<string, string | number>
  /** What went wrong; its message is shown after the text. */
  cause?: unknown
  tone: 'plain' | 'danger'
}

const SHOWN_MS = 7000
let nextId = 1

export const toasts = shallowRef<Toast[]>([])

export function showToast(toast: Omit<Toast, 'id'>): void {
  const id = nextId++
  toasts.value = [...toasts.value.slice(-2), { ...toast, id }]
  setTimeout(() => dismissToast(id), SHOWN_MS)
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id)
}
