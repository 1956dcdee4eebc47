import type { PresenceOf } from '../../features/presence/index.ts'
import type { Ports } from '../../platform/http/ports.ts'

/** What presenters need besides the thing itself: who is there, and how links are made. */
export interface Shown {
  presence: PresenceOf
  secrets: Ports['secrets']
  now: Date
  /** The desk's address for links, or empty for links relative to the page. */
  origin: string
  /** The agent who is answered; a frame has many readers. */
  viewerId?: number
}

/** Unix seconds; 0 for none, as clients expect (contract 2.1). */
export function seconds(date: Date | null): number {
  return date ? Math.floor(date.getTime() / 1000) : 0
}

/** An ISO time, or null. */
export function iso(date: Date | null): string | null {
  return date ? date.toISOString() : null
}
