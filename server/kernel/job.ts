import type { Json } from './event.ts'

/** Work for later, queued in the transaction that asks for it. */
export interface Job {
  task: string
  payload: { [key: string]: Json }
  /** Absent: as soon as the transaction has committed. */
  runAt?: Date
  /** A second job of the same key replaces the first while that waits. */
  key?: string
}
