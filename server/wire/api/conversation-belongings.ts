import { filesQuery, transcriptBody } from '../../../contract/http/conversations.ts'
import type { Call } from '../../platform/http/route.ts'
import { deleteConversation, listFiles, loadConversation } from '../../features/conversations/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse } from '../parse.ts'
import { attachment } from '../present/attachment.ts'
import { senderForAgents } from '../present/message.ts'
import { seconds } from '../present/shown.ts'
import { shownFor } from '../shown-for.ts'
import { mailTranscript } from '../mail-transcript.ts'
import { change } from './conversation-actions.ts'

type MemberCall = Call<MemberCaller>

const one = (path: string) => inAccount(`/conversations/:number${path}`)

const FILES = 100

/** What belongs to a conversation besides its thread, and its end (contract 2.9). */
export const conversationBelongingsRoutes = [
  member('GET', one('/attachments'), listAttachments, {
    summary: 'Lists the files of a conversation, the newest first',
    query: filesQuery,
    returns: 'conversation_files',
  }),
  member(
    'GET',
    one('/inbox_assistant'),
    async (call) => {
      await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
      // No inbox has an assistant; clients ask before they offer one.
      return { assistant: null }
    },
    { summary: 'Names the assistant of the inbox of a conversation', returns: 'inbox_assistant' },
  ),
  member(
    'POST',
    one('/transcript'),
    async (call) => {
      const { email } = parse(transcriptBody, call.body)
      const conversation = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
      await mailTranscript(call, call.caller.actor, conversation, email)
      return {}
    },
    { summary: 'Sends the thread of a conversation to an address, where e-mail is set up', body: transcriptBody },
  ),
  administrator(
    'DELETE',
    one(''),
    async (call) => {
      await change(call, deleteConversation)
      return {}
    },
    { summary: 'Deletes a conversation with all its messages' },
  ),
]

async function listAttachments(call: MemberCall) {
  const { page } = parse(filesQuery, call.query)
  const { id } = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
  const [{ files, total }, shown] = await Promise.all([
    listFiles(call.ports.db, id, { number: page, size: FILES }),
    shownFor(call, call.caller.accountId),
  ])
  const payload = files.map(({ file, message }) => {
    const sender = senderForAgents(message, shown)
    return { ...attachment(file, shown), created_at: seconds(message.createdAt), ...(sender && { sender }) }
  })
  return { meta: { total_count: total }, payload }
}
