import type { Actor } from '../kernel/actor.ts'
import { invalid } from '../kernel/refusal.ts'
import { limit } from '../platform/http/rate-limit.ts'
import type { Call } from '../platform/http/route.ts'
import type { Conversation } from '../features/conversations/index.ts'
import { sendTranscript } from '../features/transcripts/index.ts'

/** Transcripts of one account (contract 2.1). */
const TRANSCRIPTS = { hits: 1000, seconds: 3600 }

// A visitor says themselves what their address is: nobody's mailbox is to be filled from a website.
const OF_ONE = { hits: 10, seconds: 3600 }

/** Mails the thread of a conversation to an address; refuses with a sentence while no mail is set up. */
export async function mailTranscript(
  call: Call<unknown>,
  actor: Actor,
  conversation: Conversation,
  email: string | null,
): Promise<void> {
  const { ports } = call
  if (!ports.mail.installation.from) {
    throw invalid('email', 'E-mail is not set up on this installation, so no transcript can be sent')
  }
  if (!email) throw invalid('email', 'There is no e-mail address to send the transcript to')
  await limit(ports.scratch, `transcripts:${conversation.accountId}`, TRANSCRIPTS)
  await limit(ports.scratch, `transcripts:of:${conversation.id}`, OF_ONE)
  await ports.work(conversation.accountId, actor, (work) =>
    sendTranscript(work, ports.mail.installation, conversation, email),
  )
}
