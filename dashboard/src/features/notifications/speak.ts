import type { Notification as Told } from '../../api/notifications.ts'
import { usePreferences } from '../../session/preferences-store.ts'
import { isPushedHere } from '../../session/pushed-here.ts'
import { useSession } from '../../session/session-store.ts'
import { pageFocused } from '../../ui/page-focus.ts'
import { recall, remember } from '../../session/remember.ts'
import { chime } from './chime.ts'

/** So long one tab keeps the word, so that the others, which hear the same frame, find it taken. */
const HELD_MS = 4000
/** So long the tabs have to say that somebody looks at them. */
const ANSWER_MS = 80

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('porchlight:looked-at')
channel?.addEventListener('message', ({ data }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target.
  if (data === 'asked' && pageFocused.value) channel.postMessage('here')
})

/** Tells somebody who looks elsewhere: a tone and a note of the browser, as they like it, and from one tab only. */
export async function speak(notification: Told, open: (one: Told) => void): Promise<void> {
  const { sound, desktopNotes } = usePreferences()
  if ((!sound && !desktopNotes) || pageFocused.value || (await isLookedAtElsewhere())) return
  takeTheWord(`told-${notification.id}`, () => {
    if (sound) chime()
    // What is pushed to this browser is not said twice.
    if (desktopNotes && mayShowNotes() && !isPushedHere(useSession().user?.id)) showNote(notification, open)
  })
}

/** Whether this browser lets the desk show notes outside its page; it does so for safe addresses only. */
export function mayShowNotes(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'granted'
}

function isLookedAtElsewhere(): Promise<boolean> {
  return new Promise((resolve) => {
    if (!channel) return resolve(false)
    const hear = ({ data }: MessageEvent) => {
      if (data === 'here') end(true)
    }
    const timer = setTimeout(() => end(false), ANSWER_MS)
    const end = (answer: boolean) => {
      clearTimeout(timer)
      channel.removeEventListener('message', hear)
      resolve(answer)
    }
    channel.addEventListener('message', hear)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target.
    channel.postMessage('asked')
  })
}

function takeTheWord(name: string, say: () => void): void {
  if (!('locks' in navigator)) {
    if (recall('told', '') === name) return
    remember('told', name)
    return say()
  }
  void navigator.locks.request(`porchlight:${name}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    say()
    await new Promise((resolve) => setTimeout(resolve, HELD_MS))
  })
}

function showNote(notification: Told, open: (one: Told) => void): void {
  const { id, push_message_title: title, push_message_body: body } = notification
  const icon = document.querySelector<HTMLLinkElement>('link[rel~="icon"]')?.href
  const note = new Notification(title, { body, tag: `porchlight-${id}`, ...(icon ? { icon } : {}) })
  note.addEventListener('click', () => {
    window.focus()
    note.close()
    open(notification)
  })
}
