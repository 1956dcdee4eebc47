import type { Actor } from './actor.ts'

/** A JSON value, as an event's data must be. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined }

/** A fact about a change, recorded in the change's own transaction; the type is in the past tense. */
export interface DomainEvent {
  type: string
  conversationId?: number
  data: { [key: string]: Json | undefined }
  /** Absent: at the moment of the unit of work. What is told of the past says when it was. */
  occurredAt?: Date
}

/** An event as the log returns it. `position` is gapless per account and is given by the relay. */
export interface RecordedEvent extends DomainEvent {
  id: number
  accountId: number
  actor: Actor
  occurredAt: Date
  position: number
}
