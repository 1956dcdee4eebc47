import type { Ref } from 'vue'
import { changeInbox } from '../../../api/settings.ts'
import type { FullInbox } from '../../../api/settings.ts'
import { accountId } from '../../../session/current-account.ts'
import { useInboxes } from '../../inboxes/inbox-store.ts'
import { useDraft } from '../use-draft.ts'

/** A section of an inbox as a form. `write` turns what was changed into the body of the contract (2.6). */
export function useInboxDraft<Fields extends Record<string, unknown>>(
  inbox: Ref<FullInbox>,
  read: (inbox: FullInbox) => Fields,
  write: (changes: Partial<Fields>, all: Fields) => Record<string, unknown>,
) {
  return useDraft(
    () => read(inbox.value),
    async (changes, all) => {
      inbox.value = await changeInbox(accountId.value, inbox.value.id, write(changes, all))
      void useInboxes()
        .load()
        .catch(() => undefined)
    },
  )
}
