import { computed, ref, watch } from 'vue'
import type { MessageExtras } from '../../api/messages.ts'
import type { Conversation, Message } from '../../api/wire.ts'
import { useMessages } from '../messages/message-store.ts'

const ADDRESS = /^(?=.{3,254}$)[^\s@,]+@[^\s@,]+$/

/** Further addresses of a mail: those of the customer's last mail to begin with, and what the agent makes of them. */
export function useMailFields(conversation: () => Conversation) {
  const messages = useMessages()
  const cc = ref('')
  const bcc = ref('')
  const isMail = computed(() => conversation().meta.channel === 'Channel::Email')
  const copied = computed(() => copiedIn(messages.threads.get(conversation().id) ?? []))
  watch(
    () => conversation().id,
    () => (bcc.value = ''),
  )
  watch(copied, (addresses) => (cc.value = addresses), { immediate: true })

  const problem = computed(() =>
    [cc, bcc].every((list) => addressesIn(list.value).every((one) => ADDRESS.test(one)))
      ? ''
      : 'composer.wrong_address',
  )
  const extras = computed<MessageExtras>(() => ({
    ...(isMail.value && addressesIn(cc.value).length > 0 && { cc_emails: addressesIn(cc.value).join(',') }),
    ...(isMail.value && addressesIn(bcc.value).length > 0 && { bcc_emails: addressesIn(bcc.value).join(',') }),
  }))
  return { isMail, cc, bcc, problem, extras }
}

const addressesIn = (list: string) =>
  list
    .split(/[,;\s]+/)
    .map((one) => one.trim())
    .filter(Boolean)

function copiedIn(thread: readonly Message[]): string {
  const mail = thread.findLast((one) => one.message_type === 0)?.content_attributes['email'] as
    | { cc?: unknown }
    | undefined
  return Array.isArray(mail?.cc) ? mail.cc.map(String).join(', ') : ''
}
