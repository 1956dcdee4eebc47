import type { z } from 'zod'
import type { botBody } from '../../contract/http/agent-bots.ts'
import type { BotChanges } from '../features/agent-bots/index.ts'
import { receivedPicture } from './received-files.ts'

/** What a body says of a bot; its picture is looked at and kept. */
export async function botChanges(body: z.output<typeof botBody>): Promise<BotChanges> {
  return {
    name: body.name,
    description: body.description,
    outgoingUrl: body.outgoing_url,
    botConfig: body.bot_config,
    avatarBlobKey: body.avatar === undefined ? undefined : await receivedPicture(body.avatar),
  }
}
