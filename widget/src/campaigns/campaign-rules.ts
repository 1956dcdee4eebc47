import type { WidgetConfig } from '../conversation/widget-config.ts'
import { nextOpening } from '../ui/opening.ts'

/** What the server lists of an ongoing campaign (contract 2.20). */
export interface Campaign {
  id: number
  trigger_rules?: { url?: string; time_on_page?: number }
  trigger_only_during_business_hours?: boolean
  message: string
  sender?: { id: number; name?: string; avatar_url?: string } | null
}

const trimmed = (address: string): string => address.replace(/[#?].*$/, '').replace(/\/+$/, '')

/** Whether a page is meant. `*` stands for anything; without a query in the rule the page may have any. */
export function matchesPage(rule: string, page: string): boolean {
  const bare = /[?#]/.test(rule) ? page : trimmed(page)
  const wanted = /[?#]/.test(rule) ? rule : trimmed(rule)
  const pattern = wanted
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  // "https://shop.example/*" means its front page as well.
  const tail = pattern.endsWith('/.*') ? `${pattern.slice(0, -3)}(?:/.*)?` : pattern
  return new RegExp(`^${tail}$`, 'i').test(bare)
}

/** Which campaigns are meant for a page at a moment (milliseconds), the soonest first. */
export function campaignsFor(campaigns: Campaign[], page: string, config: WidgetConfig, now: number): Campaign[] {
  const { workingHoursEnabled, workingHours, timezone } = config
  const open = !workingHoursEnabled || nextOpening(workingHours, timezone, now) === 0
  return campaigns
    .filter((one) => one.trigger_rules?.url && matchesPage(one.trigger_rules.url, page))
    .filter((one) => open || !one.trigger_only_during_business_hours)
    .sort((one, other) => secondsOf(one) - secondsOf(other))
}

/** How long somebody is on the page before it shows. */
export function secondsOf({ trigger_rules }: Campaign): number {
  return Number(trigger_rules?.time_on_page) || 0
}
