import { computed, ref, shallowRef, watch } from 'vue'
import type { MessageExtras } from '../../api/messages.ts'
import type { Conversation, Message } from '../../api/wire.ts'
import { useInboxes } from '../inboxes/inbox-store.ts'
import { useMessages } from '../messages/message-store.ts'
import type { Outgoing } from '../outbox/next-to-send.ts'
import { addressesIn, copiedByCustomer, everybody, lastMail, ownAddresses } from './mail-recipients.ts'

const ADDRESS = /^(?=.{3,254}$)[^\s@,]+@[^\s@,]+$/

/** The key of what is wrong with the addresses, or nothing. */
function problemOf(lists: { to_emails: string[]; cc_emails: string[]; bcc_emails: string[] }, mode: MailMode): string {
  const areAddresses = Object.values(lists).every((list) => list.every((one) => ADDRESS.test(one)))
  if (!areAddresses) return 'composer.wrong_address'
  return mode === 'forward' && lists.to_emails.length === 0 ? 'composer.forward_to' : ''
}

/** An answer to the customer, one to everybody who had the last mail, or a mail handed on to somebody else. */
export type MailMode = 'reply' | 'reply_all' | 'forward'

/** Whom a mail goes to: as the mode of answering says to begin with, and then what the agent makes of it. */
export function useMailFields(conversation: () => Conversation) {
  const messages = useMessages()
  const mode = ref<MailMode>('reply')
  const forwarded = shallowRef<Message | undefined>()
  const to = ref('')
  const cc = ref('')
  const bcc = ref('')
  const isMail = computed(() => conversation().meta.channel === 'Channel::Email')
  const thread = computed(() => messages.threads.get(conversation().id) ?? [])
  const isOwn = computed(() => ownAddresses(useInboxes().all))
  const customer = computed(() => conversation().meta.sender.email ?? '')
  const copied = computed(() => copiedByCustomer(thread.value, isOwn.value))
  const all = computed(() => everybody(thread.value, customer.value, isOwn.value))

  /** Begins a mail anew; what is forwarded is the last mail unless it is named. */
  function answer(next: MailMode, of?: Message): void {
    mode.value = isMail.value ? next : 'reply'
    forwarded.value = mode.value === 'forward' ? (of ?? lastMail(thread.value)) : undefined
    if (mode.value === 'forward' && !forwarded.value) mode.value = 'reply'
    to.value = mode.value === 'reply_all' ? all.value.to : ''
    cc.value = { reply: copied.value, reply_all: all.value.cc, forward: '' }[mode.value]
    bcc.value = ''
  }
  watch(
    () => conversation().id,
    () => answer('reply'),
  )
  watch(copied, (addresses) => mode.value === 'reply' && (cc.value = addresses), { immediate: true })

  const lists = computed(() => ({
    to_emails: mode.value === 'reply' ? [] : addressesIn(to.value),
    cc_emails: addressesIn(cc.value),
    bcc_emails: addressesIn(bcc.value),
  }))
  const problem = computed(() => problemOf(lists.value, mode.value))
  const extras = computed<MessageExtras>(() => {
    if (!isMail.value) return {}
    const named = Object.entries(lists.value).filter(([, list]) => list.length > 0)
    return {
      ...Object.fromEntries(named.map(([name, list]) => [name, list.join(',')])),
      ...(forwarded.value && { forwarded_message_id: forwarded.value.id }),
    }
  })
  /** Takes back what a mail was to say to whom. */
  function restore({ more = {} }: Pick<Outgoing, 'more'>): void {
    const of = thread.value.find((one) => one.id === more.forwarded_message_id)
    answer(of ? 'forward' : more.to_emails ? 'reply_all' : 'reply', of)
    to.value = more.to_emails ?? to.value
    cc.value = more.cc_emails ?? cc.value
    bcc.value = more.bcc_emails ?? bcc.value
  }
  return { isMail, mode, forwarded, to, cc, bcc, all, customer, problem, extras, answer, restore }
}
