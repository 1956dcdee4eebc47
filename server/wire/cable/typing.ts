import { audienceOf, viewConversation } from '../../features/conversations/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { conversationForCable, conversationForVisitor } from '../present/conversation.ts'
import type { Shown } from '../present/shown.ts'
import { tellOfTyping } from '../webhooks/tell-directly.ts'
import { FRAMES, type Frame, type FrameBatch } from './frame.ts'
import { visitorStream } from './streams.ts'

/** Somebody who types, and the stream of theirs that need not hear of it. */
export interface Typing {
  conversationId: number
  on: boolean
  isPrivate: boolean
  typist: { stream: string; forAgents: { id: number; name: string; type?: string }; isContact: boolean }
  shown: Shown
}

/** Tells that somebody types (contract 3.3). It is no event: it goes straight out and may be lost. Notes stay inside. */
export async function announceTyping(ports: Ports, typing: Typing): Promise<void> {
  const view = await viewConversation(ports.db, typing.conversationId)
  if (!view) return
  const { typist, shown } = typing
  const event = typing.on ? 'conversation.typing_on' : 'conversation.typing_off'
  const common = { account_id: view.accountId, is_private: typing.isPrivate }
  const inside: Frame = {
    streams: audienceOf(view),
    except: [typist.stream],
    event,
    data: { ...common, conversation: conversationForCable(view, shown), user: typist.forAgents },
  }
  const { id, name, type = 'user' } = typist.forAgents
  const outside: Frame = {
    streams: [visitorStream(view.inboxId, view.sourceId)],
    except: [typist.stream],
    event,
    data: { ...common, conversation: conversationForVisitor(view), user: { id, name, type } },
  }
  const frames = typing.isPrivate || typist.isContact ? [inside] : [inside, outside]
  const batch: FrameBatch = { accountId: view.accountId, entries: [{ position: null, frames }] }
  await ports.pubsub.publish(FRAMES, JSON.stringify(batch)).catch((error: unknown) => {
    ports.log.debug({ error }, 'a typing notice was lost')
  })
  const { on, isPrivate } = typing
  await tellOfTyping(ports, view, { on, isPrivate, user: typist.forAgents, shown }).catch((error: unknown) => {
    ports.log.debug({ error }, 'a typing notice to other programs was lost')
  })
}
