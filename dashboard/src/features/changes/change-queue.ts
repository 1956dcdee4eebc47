import { nextChanges } from './pending-change.ts'
import type { PendingChange } from './pending-change.ts'

/** What tabs tell each other: look at the disk, or this one is through (with the reason when it was refused). */
export type QueueWord = { word: 'look' } | { word: 'done'; key: string; problem: string | null }

export interface QueuePorts {
  disk: {
    all: () => Promise<PendingChange[]>
    put: (change: PendingChange) => Promise<boolean>
    delete: (key: string) => Promise<unknown>
  }
  /** Runs the work while no other tab does; null where tabs cannot keep out of each other's way. */
  alone: ((work: () => Promise<void>) => Promise<void>) | null
  tell: (word: QueueWord) => void
  transmit: (change: PendingChange) => Promise<unknown>
  isRefusal: (error: unknown) => boolean
  /** Keys of the messages that have not left yet. */
  unsent: () => Promise<ReadonlySet<string>>
  retryDelay: (attempts: number) => number
  now: () => number
  /** Calls back after so many milliseconds, instead of any call that is still to come. */
  wakeIn: (ms: number | null) => void
  onShown: (change: PendingChange) => void
  onDone: (change: PendingChange, problem: string | null) => void
}

const LOOK_AGAIN_MS = 500

/**
 * Changes on their way out, in the order they were made for each conversation. They lie on a disk that all tabs share;
 * one tab at a time sends what is there, whoever made it, so that nothing leaves twice. Every change names an outcome:
 * when a tab dies between the answer and the disk, the repeat changes nothing.
 */
export class ChangeQueue {
  private readonly ports: QueuePorts
  private readonly known = new Map<string, PendingChange>()
  /** Where the disk would not take a change, this tab keeps it. */
  private readonly unkept = new Map<string, PendingChange>()
  private readonly sending = new Set<string>()
  private draining = false
  private again = false
  private wake: () => void = () => undefined

  constructor(ports: QueuePorts) {
    this.ports = ports
  }

  /** Shows it at once; `after` says which messages have to leave first. */
  async add(change: PendingChange, after: () => Promise<string[]> = async () => []): Promise<void> {
    this.show(change)
    const waiting = { ...change, after: await after() }
    if (!(await this.ports.disk.put(waiting))) this.unkept.set(change.key, waiting)
    this.ports.tell({ word: 'look' })
    this.drain()
  }

  /** Shows what other tabs, or an earlier page, have left on the disk. */
  async adopt(): Promise<void> {
    for (const change of await this.ports.disk.all()) this.show(change)
    this.drain()
  }

  hear(word: QueueWord): void {
    if (word.word === 'done') this.finish(word.key, word.problem)
    else if (this.ports.alone) void this.adopt()
    this.wake()
  }

  /** The network is back: nobody sits out a back-off. */
  async hurry(): Promise<void> {
    for (const one of await this.ports.disk.all())
      if (one.notBefore > 0 && !this.sending.has(one.key)) await this.ports.disk.put({ ...one, notBefore: 0 })
    for (const [key, one] of this.unkept) this.unkept.set(key, { ...one, notBefore: 0 })
    this.drain()
  }

  drain(): void {
    this.again = true
    this.wake()
    if (this.draining) return
    this.draining = true
    const run = this.ports.alone ?? ((work: () => Promise<void>) => work())
    void run(() => this.sendAll()).finally(() => {
      this.draining = false
      if (this.again) this.drain()
    })
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      this.again = false
      const woken = new Promise<void>((resolve) => (this.wake = resolve))
      const all = [...(await this.ports.disk.all()), ...this.unkept.values()]
      const pending = all.filter((one) => this.ports.alone || this.known.has(one.key))
      const unsent = await this.ports.unsent()
      for (const change of nextChanges(pending, { now: this.ports.now(), sending: this.sending, unsent }))
        void this.attempt(change)
      if (this.sending.size === 0 && !this.again) return this.sleep(pending)
      if (!this.again) await woken
    }
  }

  private sleep(pending: readonly PendingChange[]): void {
    const pauses = pending.map((one) => Math.max(one.notBefore - this.ports.now(), LOOK_AGAIN_MS))
    this.ports.wakeIn(pauses.length > 0 ? Math.min(...pauses) : null)
  }

  private async attempt(change: PendingChange): Promise<void> {
    this.sending.add(change.key)
    try {
      await this.ports.transmit(change)
      await this.settle(change, null)
    } catch (error) {
      if (this.ports.isRefusal(error)) await this.settle(change, error instanceof Error ? error.message : String(error))
      else await this.postpone(change)
    } finally {
      this.sending.delete(change.key)
      this.again = true
      this.wake()
    }
  }

  private async settle(change: PendingChange, problem: string | null): Promise<void> {
    this.unkept.delete(change.key)
    await this.ports.disk.delete(change.key)
    this.finish(change.key, problem)
    this.ports.tell({ word: 'done', key: change.key, problem })
  }

  private async postpone(change: PendingChange): Promise<void> {
    const attempts = change.attempts + 1
    const later = { ...change, attempts, notBefore: this.ports.now() + this.ports.retryDelay(attempts) }
    if (this.unkept.has(change.key) || !(await this.ports.disk.put(later))) this.unkept.set(change.key, later)
  }

  private show(change: PendingChange): void {
    if (this.known.has(change.key)) return
    this.known.set(change.key, change)
    this.ports.onShown(change)
  }

  private finish(key: string, problem: string | null): void {
    const change = this.known.get(key)
    this.known.delete(key)
    if (change) this.ports.onDone(change, problem)
  }
}
