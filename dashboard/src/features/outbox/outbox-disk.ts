import { localShelf } from '../../session/local-shelf.ts'
import type { Outgoing } from './next-to-send.ts'

/** Unsent messages with their files. */
export const outboxDisk = localShelf<Outgoing>('messages')
