import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'

/** Whether answers in a conversation may leave by mail: from an e-mail inbox, or from a website that continues by mail. */
export async function leavesByMail(db: Reader, conversationId: number): Promise<boolean> {
  const [found] = await select(db, { conversationId })
  return found !== undefined
}

const select = compiled((db, given: Given<{ conversationId: number }>) =>
  db
    .selectFrom('conversations')
    .innerJoin('inboxes', 'inboxes.id', 'conversations.inbox_id')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .leftJoin('web_widgets', 'web_widgets.inbox_id', 'inboxes.id')
    .select('conversations.id')
    .where('conversations.id', '=', given.conversationId)
    .where((eb) =>
      eb.or([
        eb('inboxes.channel_type', '=', 'email'),
        eb.and([eb('web_widgets.continuity_via_email', '=', true), eb('contacts.email', 'is not', null)]),
      ]),
    ),
)
