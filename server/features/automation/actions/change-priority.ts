import { setPriority, type Priority } from '../../conversations/index.ts'
import type { Perform } from './turn.ts'

/** Says how urgent the conversation is, or that nobody says. */
export const changePriority: Perform = ({ work, conversation }, [priority]) =>
  setPriority(work, conversation, priority === 'nil' ? null : (priority as Priority))
