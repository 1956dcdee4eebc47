import { computed } from 'vue'
import type { Conversation } from '../../api/wire.ts'
import { useSession } from '../../session/session-store.ts'
import { useContacts } from '../contacts/contact-store.ts'
import { useInboxes } from '../inboxes/inbox-store.ts'
import { fillVariables } from './fill-variables.ts'

/** Fills in what a text names of the open conversation, its customer and whoever writes. */
export function useFilling(conversation: () => Conversation): (text: string) => string {
  const session = useSession()
  const contacts = useContacts()
  const inboxes = useInboxes()
  const facts = computed(() => {
    const of = conversation()
    return {
      contact: contacts.byId.get(of.meta.sender.id) ?? of.meta.sender,
      conversation: of,
      agent: { name: session.user?.available_name ?? session.user?.name ?? '', email: session.user?.email ?? '' },
      inboxName: inboxes.byId.get(of.inbox_id)?.name ?? '',
    }
  })
  return (text) => fillVariables(text, facts.value)
}
