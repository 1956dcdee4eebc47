import type { Account } from '../../api/settings.ts'

export const resolveUnits = ['minutes', 'hours', 'days'] as const
type Unit = (typeof resolveUnits)[number]
const MINUTES: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 }
const DAYS_AT_FIRST = '14'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** The account as its form shows it; a number of minutes as the largest unit that fits. */
export function readAccount(account: Account) {
  const { settings } = account
  const minutes = Number(settings['auto_resolve_after']) || 0
  const unit = resolveUnits.findLast((one) => minutes > 0 && minutes % MINUTES[one] === 0) ?? 'days'
  return {
    name: account.name,
    locale: account.locale,
    zone: text(settings['reporting_timezone']),
    resolves: minutes > 0,
    resolveAmount: minutes > 0 ? String(minutes / MINUTES[unit]) : DAYS_AT_FIRST,
    resolveUnit: unit,
    resolveMessage: text(settings['auto_resolve_message']),
    resolveLabel: text(settings['auto_resolve_label']),
    ignoreWaiting: settings['auto_resolve_ignore_waiting'] === true,
  }
}

type AccountDraft = ReturnType<typeof readAccount>

/** What is sent of what was changed. */
export function writeAccount(changes: Partial<AccountDraft>, all: AccountDraft): Record<string, unknown> {
  const timing = 'resolves' in changes || 'resolveAmount' in changes || 'resolveUnit' in changes
  const after = all.resolves ? Number(all.resolveAmount) * MINUTES[all.resolveUnit] : null
  return {
    ...('name' in changes && { name: all.name }),
    ...('locale' in changes && { locale: all.locale }),
    ...('zone' in changes && { reporting_timezone: all.zone || null }),
    ...(timing && { auto_resolve_after: after }),
    ...('resolveMessage' in changes && { auto_resolve_message: all.resolveMessage || null }),
    ...('resolveLabel' in changes && { auto_resolve_label: all.resolveLabel || null }),
    ...('ignoreWaiting' in changes && { auto_resolve_ignore_waiting: all.ignoreWaiting }),
  }
}
