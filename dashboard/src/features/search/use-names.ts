import { computed } from 'vue'
import { useSession } from '../../session/session-store.ts'
import { useAgents } from '../agents/agent-store.ts'
import { useConversations } from '../conversations/conversation-store.ts'
import { everyRow } from '../conversations/rows-over-facts.ts'
import { useInboxes } from '../inboxes/inbox-store.ts'
import { useLabels } from '../labels/label-store.ts'
import { useTeams } from '../teams/team-store.ts'
import type { Names } from './to-query.ts'

/** Everybody and everything a token may name, as far as this tab knows them. */
export function useNames() {
  const [session, agents, conversations] = [useSession(), useAgents(), useConversations()]
  const [inboxes, teams, labels] = [useInboxes(), useTeams(), useLabels()]
  const contacts = computed(() => {
    const byId = new Map<number, { id: number; name: string | null }>()
    for (const row of everyRow(conversations.rows)) byId.set(row.meta.sender.id, row.meta.sender)
    return [...byId.values()]
  })
  return computed<Names>(() => ({
    me: session.user?.id ?? 0,
    agents: agents.all,
    contacts: contacts.value,
    inboxes: inboxes.all,
    teams: teams.all,
    labels: labels.all,
  }))
}
