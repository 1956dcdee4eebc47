import type { z } from 'zod'
import type { visitorConversationBody, visitorMessageBody } from '../../contract/http/messages.ts'
import {
  findMessage,
  writeAsVisitor,
  type MessageInput,
  type MessageView,
  type VisitorLetter,
} from '../features/conversations/index.ts'
import type { ContactChanges } from '../features/contacts/index.ts'
import type { ContactActor } from '../kernel/actor.ts'
import { notFound, Refusal } from '../kernel/refusal.ts'
import type { Call } from '../platform/http/route.ts'
import { limit } from '../platform/http/rate-limit.ts'
import { idempotencyKey } from './idempotency.ts'
import { receivedFiles } from './received-files.ts'

// A person types; a flood is a program. Counted per visitor, and per address for those who begin conversations.
const VISITOR = { hits: 60, seconds: 60 }

/** Stores what a visitor wrote, in one unit of work. */
export async function storeLetter(call: Call<unknown>, accountId: number, actor: ContactActor, letter: VisitorLetter) {
  await limit(call.ports.scratch, `visitor:${letter.place.inboxId}:${letter.place.sourceId}`, VISITOR)
  const write = () => call.ports.work(accountId, actor, (work) => writeAsVisitor(work, letter))
  return againWhenTaken(write)
}

// A place, an identifier and an address may each be taken once on the way.
const TRIES = 4

/** Runs a visitor's write again when a row was taken: two tabs arrive at once, and the second then finds what the first made. */
export async function againWhenTaken<T>(write: () => Promise<T>, tries = TRIES): Promise<T> {
  return write().catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'taken' && tries > 1) return againWhenTaken(write, tries - 1)
    throw error
  })
}

/** The message of a visitor's body. */
export async function messageOf(
  call: Call<unknown>,
  accountId: number,
  body: z.output<typeof visitorMessageBody>,
): Promise<MessageInput> {
  return {
    content: body.content,
    files: await receivedFiles(call.ports, { accountId }, body.attachments),
    contentAttributes: body.reply_to ? { in_reply_to: body.reply_to } : {},
    idempotencyKey: idempotencyKey(call),
    echoId: body.echo_id,
  }
}

/** What a visitor's body says about them. */
export function detailsOf({ contact = {} }: z.output<typeof visitorConversationBody>): ContactChanges {
  const { name, email, phone_number: phoneNumber, custom_attributes: customAttributes } = contact
  return { name, email, phoneNumber, customAttributes }
}

/** What a new conversation remembers of how it began (contract 2.20). */
export function beginningOf(call: Call<unknown>, body: z.output<typeof visitorConversationBody>) {
  const language = (call.headers['accept-language'] ?? '').split(/[,;]/)[0]
  return {
    additionalAttributes: {
      browser_language: language || undefined,
      browser: { user_agent: (call.headers['user-agent'] ?? '').slice(0, 300) },
      initiated_at: { timestamp: body.message?.timestamp },
      referer: body.message?.referer_url?.slice(0, 2000),
    },
    customAttributes: body.custom_attributes,
  }
}

/** A message by its id, which was just stored. */
export async function storedMessage(call: Call<unknown>, id: number): Promise<MessageView> {
  const message = await findMessage(call.ports.db, id)
  if (!message) throw notFound()
  return message
}
