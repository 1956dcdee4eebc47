import { ref, shallowRef } from 'vue'
import { backOff } from '../realtime/back-off.ts'
import type { Message } from './message.ts'
import { Refused } from './widget-api.ts'

/** One message on its way; `id` is its `echo_id` and its idempotency key for as long as it takes. */
export interface Letter {
  id: string
  /** Sorts letters in the order they were written, over all tabs. */
  position: string
  content: string
  writtenAt: number
  files: { name: string; size: number; type: string }[]
  referrer?: string
  /** What the pre-chat form asked for. */
  contact?: Record<string, unknown>
  customAttributes?: Record<string, unknown>
  /** The campaign that is answered. */
  campaign?: number
  /** Why the server said no; empty when it gave no reason. */
  refused?: string
}

export type LetterState = 'sending' | 'waiting' | 'failed'

/** Bytes that have left, over all files of the letter. */
export type OnProgress = (sent: number) => void

export interface OutboxPorts {
  newId(): string
  store: { all(): Letter[]; put(letter: Letter): void; remove(letter: Letter): void }
  /** Throws `Refused` when trying again is useless, anything else when it is not. */
  send(letter: Letter, onProgress: OnProgress): Promise<Message>
  delivered(letter: Letter, message: Message): void
  /** Lets one tab at a time send. */
  alone(work: () => Promise<void>): Promise<void>
  /** Tells the other tabs that the stored letters changed. */
  changed(): void
}

/**
 * Sends letters one after the other, in the order they were written. A letter leaves the store only after the server
 * has answered with its message; a crash in between repeats the request under the same key, which creates nothing new.
 */
export class Outbox {
  readonly letters = shallowRef<Letter[]>([])
  readonly progress = shallowRef<Record<string, number>>({})
  /** The server could not be reached when it was last tried. */
  readonly stuck = ref(false)
  private readonly ports: OutboxPorts
  private attempt = 0
  private busy = false
  private wanted = false
  private lastPosition = 0
  private again: ReturnType<typeof setTimeout> | undefined

  constructor(ports: OutboxPorts) {
    this.ports = ports
    this.refresh()
  }

  refresh(): Letter[] {
    return (this.letters.value = this.ports.store.all())
  }

  /** The letter shows at once; it leaves with the next `wake`. */
  write(draft: Pick<Letter, 'content' | 'files' | 'referrer' | 'contact' | 'customAttributes' | 'campaign'>): Letter {
    const writtenAt = Date.now()
    this.lastPosition = Math.max(this.lastPosition + 1, writtenAt)
    const position = String(this.lastPosition).padStart(16, '0')
    const letter = { ...draft, id: this.ports.newId(), position, writtenAt }
    this.ports.store.put(letter)
    this.refresh()
    return letter
  }

  wake(): void {
    this.wanted = this.busy
    if (!this.busy) void this.work()
  }

  /** Starts the back-off from its beginning. */
  wakeNow(): void {
    this.attempt = 0
    this.wake()
  }

  /** Other tabs need to know of a letter only when its files are stored. */
  share(): void {
    this.ports.changed()
  }

  retry(letter: Letter): void {
    const { refused: _, ...fresh } = letter
    this.ports.store.put(fresh)
    this.refresh()
    this.wake()
  }

  discard(letter: Letter): void {
    this.ports.store.remove(letter)
    this.refresh()
    this.ports.changed()
  }

  stateOf(letter: Letter): LetterState {
    if (letter.refused !== undefined) return 'failed'
    return this.stuck.value ? 'waiting' : 'sending'
  }

  private async work(): Promise<void> {
    clearTimeout(this.again)
    this.busy = true
    await this.ports.alone(() => this.sendAll()).catch(() => {})
    this.busy = false
    // Something was written after the last look into the store.
    if (this.wanted) this.wake()
  }

  /** Sends until nothing is left or the server cannot be reached. */
  private async sendAll(): Promise<void> {
    for (;;) {
      const next = this.refresh().find(({ refused }) => refused === undefined)
      if (!next || !(await this.sendOne(next))) return
    }
  }

  private async sendOne(letter: Letter): Promise<boolean> {
    let message: Message
    try {
      message = await this.ports.send(letter, (sent) => {
        this.progress.value = { ...this.progress.value, [letter.id]: sent }
      })
    } catch (error) {
      return this.failed(letter, error)
    }
    this.attempt = 0
    this.stuck.value = false
    this.ports.delivered(letter, message)
    this.discard(letter)
    return true
  }

  private failed(letter: Letter, error: unknown): boolean {
    if (error instanceof Refused) {
      this.ports.store.put({ ...letter, refused: error.message })
      this.refresh()
      this.ports.changed()
      return true
    }
    this.stuck.value = true
    this.again = setTimeout(() => this.wake(), backOff(this.attempt++))
    return false
  }
}
