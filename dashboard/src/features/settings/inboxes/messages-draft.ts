import type { FullInbox } from '../../../api/settings.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What an inbox says by itself, as its form shows it. */
export function readMessages(inbox: FullInbox) {
  const csat = inbox.csat_config
  const rules = (csat['survey_rules'] ?? {}) as { operator?: string; values?: string[] }
  return {
    greeting_enabled: inbox.greeting_enabled,
    greeting_message: inbox.greeting_message ?? '',
    enable_email_collect: inbox.enable_email_collect,
    allow_messages_after_resolved: inbox.allow_messages_after_resolved,
    lock_to_single_conversation: inbox.lock_to_single_conversation,
    csat_survey_enabled: inbox.csat_survey_enabled,
    csatLook: csat['display_type'] === 'star' ? ('star' as const) : ('emoji' as const),
    csatMessage: text(csat['message']),
    csatOperator: rules.operator === 'does_not_contain' ? ('does_not_contain' as const) : ('contains' as const),
    csatLabels: (rules.values ?? []).join(', '),
  }
}

type MessagesDraft = ReturnType<typeof readMessages>

/** The body of what was changed. The survey's keys go together, beside those that no field shows. */
export function writeMessages(
  changes: Partial<MessagesDraft>,
  all: MessagesDraft,
  config: Record<string, unknown>,
): Record<string, unknown> {
  const { csatLook, csatMessage, csatOperator, csatLabels, ...plain } = changes
  const touched = [csatLook, csatMessage, csatOperator, csatLabels].some((one) => one !== undefined)
  const values = all.csatLabels.split(/[\s,]+/).filter(Boolean)
  const csat = {
    ...config,
    display_type: all.csatLook,
    message: all.csatMessage,
    survey_rules: { operator: all.csatOperator, values },
  }
  return { ...plain, ...(touched && { csat_config: csat }) }
}
