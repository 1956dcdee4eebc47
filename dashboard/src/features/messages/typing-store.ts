import { defineStore } from 'pinia'
import { markRaw, shallowReactive } from 'vue'
import type { Shelf, Typist } from '../../realtime/desk.ts'

/** A typist who never says "off" is forgotten after this long (contract §3.4). */
const FORGET_MS = 30_000

/** Who is typing in which conversation. */
export const useTyping = defineStore('typing', () => {
  const typists = shallowReactive(new Map<number, readonly Typist[]>())
  const timers = new Map<number, ReturnType<typeof setTimeout>>()

  const shelf: Shelf<readonly Typist[]> = markRaw({
    get: (id) => typists.get(id),
    set: (id, list) => {
      typists.set(id, list)
      clearTimeout(timers.get(id))
      if (list.length > 0)
        timers.set(
          id,
          setTimeout(() => typists.delete(id), FORGET_MS),
        )
    },
    delete: (id) => typists.delete(id),
  })
  return { typists, shelf }
})
