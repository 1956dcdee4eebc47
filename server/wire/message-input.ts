import type { z } from 'zod'
import { contentOfType } from '../../contract/http/message-content.ts'
import type { newMessageBody } from '../../contract/http/messages.ts'
import type { MessageInput } from '../features/conversations/index.ts'
import type { Json } from '../kernel/event.ts'
import type { Call } from '../platform/http/route.ts'
import type { MemberOrBotCaller } from './access.ts'
import { idempotencyKey } from './idempotency.ts'
import { parse } from './parse.ts'
import { receivedFiles } from './received-files.ts'

type Body = z.output<typeof newMessageBody>

/** What an agent's body says of a message (contract 2.11), with its files looked at and its interactive content held against its type. */
export async function agentMessage(
  call: Call<MemberOrBotCaller>,
  body: Body,
): Promise<MessageInput & { private: boolean }> {
  const { accountId, actor } = call.caller
  return {
    content: body.content,
    private: body.private ?? false,
    contentType: body.content_type ?? undefined,
    contentAttributes: attributesOf(body),
    additionalAttributes: {
      ...(body.template_params && { template_params: body.template_params }),
      ...(body.campaign_id && { campaign_id: body.campaign_id }),
    },
    files: await receivedFiles(
      call.ports,
      { accountId, ...(actor.kind === 'agent' && { userId: actor.userId }) },
      body.attachments,
    ),
    idempotencyKey: idempotencyKey(call),
    echoId: body.echo_id,
    sourceId: body.source_id ?? undefined,
  }
}

function attributesOf(body: Body): { [key: string]: Json } {
  const { to_emails, cc_emails, bcc_emails, external_created_at, is_voice_message } = body
  return {
    ...interactiveContent(body),
    ...(to_emails?.length && { to_emails }),
    ...(cc_emails?.length && { cc_emails }),
    ...(bcc_emails?.length && { bcc_emails }),
    ...(external_created_at && { external_created_at: Math.floor(external_created_at.getTime() / 1000) }),
    ...(is_voice_message && { is_voice_message }),
  }
}

function interactiveContent(body: Body): { [key: string]: Json } {
  const { content_type: type, content_attributes: attributes = {} } = body
  const schema = type && type in contentOfType ? contentOfType[type as keyof typeof contentOfType] : undefined
  if (!schema) return attributes
  return parse(schema, { content_attributes: attributes }).content_attributes as { [key: string]: Json }
}
