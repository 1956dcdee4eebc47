import type { Log } from '../log/log.ts'
import type { PubSubListener } from './pubsub.ts'

/** Who listens to which topic in this process. The same function may listen twice. */
export class Listeners {
  readonly #byTopic = new Map<string, Set<{ listener: PubSubListener }>>()
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  /** Adds a listener; the answered function removes it and may be called again. */
  add(topic: string, listener: PubSubListener): () => void {
    const entry = { listener }
    this.#byTopic.set(topic, (this.#byTopic.get(topic) ?? new Set()).add(entry))
    return () => {
      const entries = this.#byTopic.get(topic)
      if (entries?.delete(entry) && entries.size === 0) this.#byTopic.delete(topic)
    }
  }

  has(topic: string): boolean {
    return this.#byTopic.has(topic)
  }

  topics(): string[] {
    return [...this.#byTopic.keys()]
  }

  /** Hands a payload to those who listen at this moment. */
  deliver(topic: string, payload: string): void {
    const present = Array.from(this.#byTopic.get(topic) ?? [])
    for (const { listener } of present) {
      try {
        listener(payload)
      } catch (err) {
        this.#log.error({ err, topic }, 'a listener failed')
      }
    }
  }

  clear(): void {
    this.#byTopic.clear()
  }
}
