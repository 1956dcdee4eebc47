import { lockConversation, receiveMessage } from '../features/conversations/index.ts'
import type { Json } from '../kernel/event.ts'
import { aDesk } from './desk.ts'
import { mailPassword, mailUser, type TestMailServer } from './mail-server.ts'

/** A desk with an e-mail inbox that has a server of its own, in which a customer has written a mail. */
export async function aMailTalk(server: TestMailServer, attributes: { [key: string]: Json } = {}) {
  const { SMTP_HOST: _host, SMTP_PORT: _port, ...rest } = server.environment
  const desk = await aDesk(rest)
  const channel = {
    type: 'email',
    email: 'help@lamp.example',
    smtp_enabled: true,
    smtp_address: 'localhost',
    smtp_port: server.port,
    smtp_login: mailUser,
    smtp_password: mailPassword,
  }
  const { body: inbox } = await desk.ada.post('~/inboxes', { name: 'Help', channel })
  const { body: made } = await desk.ada.post('~/contacts', { name: 'Mo', email: 'mo@sea.example' })
  const { body: conversation } = await desk.ada.post('~/conversations', {
    inbox_id: inbox.id,
    contact_id: made.payload.contact.id,
    additional_attributes: { mail_subject: 'A lamp is broken' },
  })
  const row = await desk.database.db
    .selectFrom('conversations')
    .select('id')
    .where('number', '=', conversation.id)
    .executeTakeFirstOrThrow()
  const { id: first } = await desk.ports.work(desk.accountId, { kind: 'system' }, async (work) =>
    receiveMessage(work, await lockConversation(work, row.id), {
      content: 'The lamp is broken.\nPlease help.',
      contentType: 'incoming_email',
      sourceId: 'letter-1@sea.example',
      contentAttributes: attributes,
    }),
  )
  await desk.settle()
  return { desk, inbox, talk: `~/conversations/${conversation.id}`, first }
}

/** A header of a mail, unfolded. */
export const headerOf = (source: string | undefined, name: string) =>
  new RegExp(`^${name}:\\s*((?:.|\\r?\\n[ \\t])+)`, 'im').exec(source ?? '')?.[1]?.replace(/\r?\n\s+/g, ' ')

/** What a mail says, with its transfer encoding undone as far as the tests look. */
export const wordsOf = (source: string | undefined) =>
  (source ?? '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
