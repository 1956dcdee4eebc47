/** A map whose entries run out at a time (milliseconds of `now`), and that drops its oldest entry rather than outgrow `most`. */
export class ExpiringMap {
  readonly #entries = new Map<string, { value: string; expiresAt: number }>()
  readonly #now: () => number
  readonly #most: number

  constructor(now: () => number, most: number) {
    this.#now = now
    this.#most = most
  }

  /** Entries held, expired ones that were not swept included. */
  get size(): number {
    return this.#entries.size
  }

  find(key: string): { value: string; expiresAt: number } | undefined {
    const entry = this.#entries.get(key)
    return entry && entry.expiresAt > this.#now() ? entry : undefined
  }

  put(key: string, value: string, expiresAt: number): void {
    this.#entries.delete(key)
    if (this.#entries.size >= this.#most) this.#dropOldest()
    this.#entries.set(key, { value, expiresAt })
  }

  /** Removes the entry and answers it, unless it had run out. */
  remove(key: string): { value: string } | undefined {
    const entry = this.find(key)
    this.#entries.delete(key)
    return entry
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.find(key))
  }

  /** Lets go of everything that has run out. */
  sweep(): void {
    for (const key of this.#entries.keys()) if (!this.find(key)) this.#entries.delete(key)
  }

  #dropOldest(): void {
    const oldest = this.#entries.keys().next()
    if (!oldest.done) this.#entries.delete(oldest.value)
  }
}
