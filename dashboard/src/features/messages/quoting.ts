import { shallowReactive } from 'vue'
import type { Message } from '../../api/wire.ts'

/** The message that the next reply in a conversation answers. */
export const quoted = shallowReactive(new Map<number, Message>())
