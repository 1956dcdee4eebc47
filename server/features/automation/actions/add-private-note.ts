import type { Perform } from './turn.ts'
import { write } from './write.ts'

/** Leaves a note that stays inside. */
export const addPrivateNote: Perform = (turn, [content]) => write(turn, { content: String(content), private: true })
