import { muteConversation as mute } from '../../conversations/index.ts'
import type { Perform } from './turn.ts'

/** Blocks the contact and ends the conversation. */
export const muteConversation: Perform = ({ work, conversation }) => mute(work, conversation)
