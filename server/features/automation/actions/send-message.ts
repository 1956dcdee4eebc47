import { reply } from '../../conversations/index.ts'
import type { Perform } from './turn.ts'

/** Writes to the customer. */
export const sendMessage: Perform = async ({ work, actor, conversation, key }, [content]) => {
  await reply(work, actor, conversation, { content: String(content), idempotencyKey: key })
}
