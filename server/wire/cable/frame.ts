import { frameOf, type Hub } from '../../platform/socket/hub.ts'
import { isVisitorStream } from './streams.ts'

/** One message for the socket: what happened, and the streams that hear of it. */
export interface Frame {
  streams: string[]
  /** Whoever is on one of these does not hear of it. */
  except?: string[] | undefined
  event: string
  data: object
}

/** The topic that carries frames between nodes. */
export const FRAMES = 'frames'

/** What one batch of the relay says about one account; entries without frames keep the positions gapless. */
export interface FrameBatch {
  accountId: number
  entries: { position: number | null; frames: Frame[] }[]
}

/**
 * Sends a frame to whoever listens in this process. The position is ours: upstream has none (contract 10.4). Customers get none:
 * it would tell them how busy the company is.
 */
export function deliverFrame(hub: Hub, frame: Frame, position: number | null): void {
  hub.deliver(frame, messageOf(frame, frame.streams.some(isVisitorStream) ? null : position))
}

/** Whether a frame is for somebody who listens to these streams. */
export function isFor({ streams, except = [] }: Frame, listening: Set<string>): boolean {
  return streams.some((stream) => listening.has(stream)) && !except.some((stream) => listening.has(stream))
}

/** A frame for one subscriber, as text. */
export function frameFor(identifier: string, frame: Pick<Frame, 'event' | 'data'>, position: number | null): string {
  return frameOf(identifier, messageOf(frame, position))
}

function messageOf({ event, data }: Pick<Frame, 'event' | 'data'>, position: number | null): string {
  return JSON.stringify({ event, data, ...(position !== null && { position }) })
}
