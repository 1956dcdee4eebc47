import { shallowReactive } from 'vue'
import { senderName, type Sender } from './message.ts'

const forgottenAfter = 30_000
const repeatEvery = 8000
const idleAfter = 3000

/** Who of the team is typing; forgotten after 30 s when the end was lost. */
export function createTypists() {
  const names = shallowReactive(new Map<number, string>())
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  function stop(sender: Sender | null | undefined): void {
    if (!sender) return
    clearTimeout(timers.get(sender.id))
    names.delete(sender.id)
  }
  return {
    names,
    stop,
    clear: () => names.clear(),
    start(sender: Sender): void {
      stop(sender)
      names.set(sender.id, senderName(sender))
      timers.set(
        sender.id,
        setTimeout(() => stop(sender), forgottenAfter),
      )
    },
  }
}

/** Tells the team that the visitor is typing: once at the start, again every 8 s, and when it stops. */
export function createOwnTyping(tell: (status: 'on' | 'off') => void) {
  let toldAt = 0
  let idle: ReturnType<typeof setTimeout> | undefined
  function stop(): void {
    clearTimeout(idle)
    if (toldAt) tell('off')
    toldAt = 0
  }
  return {
    stop,
    touch(): void {
      clearTimeout(idle)
      idle = setTimeout(stop, idleAfter)
      if (Date.now() - toldAt < repeatEvery) return
      toldAt = Date.now()
      tell('on')
    },
  }
}
