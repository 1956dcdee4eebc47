import { useRouter } from 'vue-router'
import type { Hit } from '../../features/search/hits.ts'
import { writeToken } from '../../features/search/read-search.ts'
import { accountId } from '../../session/current-account.ts'
import { contactName } from '../../features/contacts/contact-name.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Goes to what was found: a message in its thread, a conversation, a contact. Returns the text to search for instead, if that is how. */
export function useOpenHit(workspace: Workspace) {
  const router = useRouter()
  return (hit: Hit): string | null => {
    if (hit.kind === 'contacts') {
      const params = { accountId: accountId.value, contactId: hit.row.id }
      if (!router.hasRoute('contact')) return writeToken('from', contactName(hit.row) ?? '')
      void router.push({ name: 'contact', params })
      return null
    }
    const id = hit.kind === 'messages' ? hit.row.conversation_id : hit.row.id
    const link = workspace.linkTo(id)
    const message = hit.kind === 'messages' ? { message: String(hit.row.id) } : {}
    void router.push({ ...link, query: { ...link.query, ...message } })
    return null
  }
}
