import { vi } from 'vitest'

/** Waits until a check answers, and returns its answer. The limit only ends a test that would never pass. */
export function until<Answer>(check: () => Answer): ReturnType<typeof vi.waitUntil<Answer>> {
  return vi.waitUntil(check, { timeout: 30_000, interval: 50 })
}
