import { vi } from 'vitest'

type Truthy<Answer> = Exclude<Awaited<Answer>, null | undefined | false | 0 | ''>

/** Waits until a check answers, and returns its answer. The limit only ends a test that would never pass. */
export function until<Answer>(check: () => Answer): Promise<Truthy<Answer>> {
  return vi.waitUntil(check, { timeout: 30_000, interval: 50 }) as Promise<Truthy<Answer>>
}
