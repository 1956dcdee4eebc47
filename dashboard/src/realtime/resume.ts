import type { CableFrame } from './cable-client.ts'

/** `fetch`: this is the start. `start over`: too much was missed, what is known may be wrong. */
type ResumeOutcome = 'continue' | 'fetch' | 'start over'

/**
 * Remembers how far this tab has heard the account, so that a reconnect misses nothing:
 *   fresh → (resume null) → caught up ⇄ resuming → caught up
 * While resuming, live and missed frames arrive mixed. Their positions move the mark only once `resume.done` has
 * come: a socket that dies halfway must ask again from the old mark.
 */
export class Resume {
  private mark: number | null = null
  private highest = 0
  private resuming = true

  get position(): number | null {
    return this.mark
  }

  start(): number | null {
    this.resuming = true
    this.highest = this.mark ?? 0
    return this.mark
  }

  /** Returns an outcome for the two answers of a resume, nothing for any other frame. */
  hear(frame: CableFrame): ResumeOutcome | null {
    if (frame.event === 'resume.done' || frame.event === 'resume.refetch') {
      const wasFresh = this.mark === null
      this.mark = Math.max(Number(frame.data['position'] ?? 0), this.highest)
      this.resuming = false
      if (wasFresh) return 'fetch'
      return frame.event === 'resume.refetch' ? 'start over' : 'continue'
    }
    if (typeof frame.position === 'number') this.highest = Math.max(this.highest, frame.position)
    if (!this.resuming) this.mark = this.highest
    return null
  }
}
