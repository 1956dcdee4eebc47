import { shallowReactive } from 'vue'
import type { Outgoing } from './next-to-send.ts'

/** Messages that were taken back, by conversation, until its composer has them again. */
export const returned = shallowReactive(new Map<number, Outgoing>())
