import { useI18n } from 'vue-i18n'
import type { FilterValue } from '../../api/filters.ts'
import type { Choice } from '../../ui/choice.ts'
import { useAgents } from '../agents/agent-store.ts'
import { useInboxes } from '../inboxes/inbox-store.ts'
import { useLabels } from '../labels/label-store.ts'
import { useTeams } from '../teams/team-store.ts'
import type { FilterKey } from './filter-keys.ts'

const statuses = ['open', 'pending', 'snoozed', 'resolved'] as const
const directions = ['incoming', 'outgoing', 'template'] as const
const priorities = ['urgent', 'high', 'medium', 'low'] as const

/** What a key that is chosen from a list can be. */
export function useFilterChoices() {
  const { t } = useI18n()
  const agents = useAgents()
  const inboxes = useInboxes()
  const teams = useTeams()
  const labels = useLabels()
  const named = (all: readonly { id: number; name: string }[]) => all.map((one) => ({ value: one.id, label: one.name }))

  return (key: FilterKey): Choice<FilterValue>[] => {
    switch (key.type) {
      case 'status':
        return statuses.map((value) => ({ value, label: t(`status.${value}`) }))
      case 'priority':
        return priorities.map((value) => ({ value, label: t(`priority.${value}`) }))
      case 'agent':
        return named(agents.all)
      case 'inbox':
        return named(inboxes.all)
      case 'team':
        return named(teams.all)
      case 'label':
        return labels.all.map((one) => ({ value: one.title, label: one.title }))
      case 'direction':
        return directions.map((value) => ({ value, label: t(`filter.direction.${value}`) }))
      case 'list':
        return (key.choices ?? []).map((one) => ({ value: one, label: one }))
      default:
        return []
    }
  }
}
