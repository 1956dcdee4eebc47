import { watch } from 'vue'
import type { Ref } from 'vue'
import type { Message } from '../../api/wire.ts'
import { useMessages } from '../messages/message-store.ts'
import { quoted } from '../messages/quoting.ts'
import type { Outgoing } from '../outbox/next-to-send.ts'
import { returned } from '../outbox/returned.ts'
import type { DraftText } from './draft.ts'

interface Composer {
  draft: DraftText
  keep: () => void
  files: Ref<File[]>
  mail: { restore: (message: Outgoing) => void }
  focus: () => void
}

/** Puts a message that was taken back where it was written, before what has been written since. */
export function useReturned(conversationId: () => number, composer: Composer): void {
  const messages = useMessages()

  function restore(id: number, message: Outgoing): void {
    const { draft, files, mail } = composer
    const written = message.written ?? message.content
    const mode = message.private ? 'note' : 'reply'
    draft[mode] = [written, draft[mode].trim() === '' ? '' : draft[mode]].filter(Boolean).join('\n\n')
    draft.mode = mode
    files.value = [...message.files.map(({ blob, name, type }) => new File([blob], name, { type })), ...files.value]
    mail.restore(message)
    const answered = messages.threads.get(id)?.find((one: Message) => one.id === message.more?.in_reply_to)
    if (answered) quoted.set(id, answered)
    composer.keep()
    composer.focus()
  }
  watch(
    () => [conversationId(), returned.get(conversationId())] as const,
    ([id, message]) => {
      if (!message) return
      returned.delete(id)
      restore(id, message)
    },
    { immediate: true, flush: 'post' },
  )
}
