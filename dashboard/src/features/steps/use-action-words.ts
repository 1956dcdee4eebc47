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
    if (whom === 'nil') return t('steps.say.nobody')
    if (whom === 'self') return t('steps.say.me')
    if (whom === 'last_responding_agent') return t('steps.say.last_responder')
    const found = agents.all.find((one) => one.id === whom)
    return found ? t('steps.say.assign', { name: found.available_name || found.name }) : t('steps.say.agent_gone')
  }
  function team(which: unknown): string {
    if (which === 'nil') return t('steps.say.no_team')
    const found = teams.byId.get(Number(which))
    return found ? t('steps.say.team', { name: found.name }) : t('steps.say.team_gone')
  }
  function addresses(list: unknown): string {
    return String(list)
      .replaceAll(/\{\{\s*contact\.email\s*\}\}/g, t('steps.say.customer'))
      .replaceAll(',', ', ')
  }
  function teamMail(mail: unknown): string {
    const { team_ids: ids = [], message: text = '' } = (mail ?? {}) as { team_ids?: number[]; message?: string }
    const names = ids.map((id) => teams.byId.get(id)?.name).filter((name) => name !== undefined)
    return t('steps.say.team_mail', { teams: names.join(', '), text })
  }

  return ({ action_name: name, action_params: params }: MacroAction): string => {
    const [first] = params
    if (!isDoable(name)) return t('steps.say.not_yet', { name })
    if (name === 'assign_agent') return agent(first)
    if (name === 'assign_team') return team(first)
    if (name === 'remove_assigned_agent') return agent('nil')
    if (name === 'remove_assigned_team') return team('nil')
    if (name === 'change_status') return t(`steps.status.${String(first)}`)
    if (name === 'change_priority') return t(`steps.say.priority.${String(first)}`)
    if (name === 'send_message') return t('steps.say.message', { text: String(first) })
    if (name === 'send_email_transcript') return t('steps.say.transcript', { addresses: addresses(first) })
    if (name === 'send_email_to_team') return teamMail(first)
    if (name === 'add_private_note') return t('steps.say.note', { text: String(first) })
    if (name === 'add_label') return t('steps.say.add_label', { labels: params.join(', ') })
    if (name === 'remove_label') return t('steps.say.remove_label', { labels: params.join(', ') })
    return t(`steps.kind.${name}`)
  }
}
