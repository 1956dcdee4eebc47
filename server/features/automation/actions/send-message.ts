import type { Perform } from './turn.ts'
import { write } from './write.ts'

/** Writes to the customer. */
export const sendMessage: Perform = (turn, [content]) => write(turn, { content: String(content) })
