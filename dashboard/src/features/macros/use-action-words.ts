import { useI18n } from 'vue-i18n'
import type { MacroAction } from '../../api/macros.ts'
import { useAgents } from '../agents/agent-store.ts'
import { useTeams } from '../teams/team-store.ts'
import { isDoable } from './action-kinds.ts'

/** An action in the words of the person who looks at it. */
export function useActionWords() {
  const { t } = useI18n()
  const agents = useAgents()
  const teams = useTeams()

  function agent(whom: unknown): string {
    if (whom === 'nil') return t('macros.say.nobody')
    if (whom === 'self') return t('macros.say.me')
    if (whom === 'last_responding_agent') return t('macros.say.last_responder')
    const found = agents.all.find((one) => one.id === whom)
    return found ? t('macros.say.assign', { name: found.available_name || found.name }) : t('macros.say.agent_gone')
  }
  function team(which: unknown): string {
    if (which === 'nil') return t('macros.say.no_team')
    const found = teams.byId.get(Number(which))
    return found ? t('macros.say.team', { name: found.name }) : t('macros.say.team_gone')
  }

  return ({ action_name: name, action_params: params }: MacroAction): string => {
    const [first] = params
    if (!isDoable(name)) return t('macros.say.not_yet', { name })
    if (name === 'assign_agent') return agent(first)
    if (name === 'assign_team') return team(first)
    if (name === 'remove_assigned_agent') return agent('nil')
    if (name === 'remove_assigned_team') return team('nil')
    if (name === 'change_status') return t(`macros.status.${String(first)}`)
    if (name === 'change_priority') return t(`macros.say.priority.${String(first)}`)
    if (name === 'send_message') return t('macros.say.message', { text: String(first) })
    if (name === 'add_private_note') return t('macros.say.note', { text: String(first) })
    if (name === 'add_label') return t('macros.say.add_label', { labels: params.join(', ') })
    if (name === 'remove_label') return t('macros.say.remove_label', { labels: params.join(', ') })
    return t(`macros.kind.${name}`)
  }
}
