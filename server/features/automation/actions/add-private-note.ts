import { reply } from '../../conversations/index.ts'
import type { Perform } from './turn.ts'

/** Leaves a note that stays inside. */
export const addPrivateNote: Perform = async ({ work, actor, conversation, key }, [content]) => {
  await reply(work, actor, conversation, { content: String(content), private: true, idempotencyKey: key })
}
