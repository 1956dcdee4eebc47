import type { Json } from '../../kernel/event.ts'
import { invalid } from '../../kernel/refusal.ts'

/** Ongoing: shown by a website's widget. One-off: sent once to an audience. The kind of inbox decides (contract 1.7). */
export type CampaignType = 'ongoing' | 'one_off'

/** A label whose contacts a one-off campaign is sent to. */
export interface AudienceMember {
  type: 'Label'
  id: number
}

/** When a widget shows an ongoing campaign: on which pages, after how many seconds there. */
export interface TriggerRules {
  url?: string
  time_on_page?: number
}

/** A message that the company begins a conversation with. `number` is what clients call its id. */
export interface Campaign {
  number: number
  accountId: number
  inboxId: number
  title: string
  description: string | null
  message: string
  senderId: number | null
  type: CampaignType
  status: 'active' | 'processing' | 'completed'
  enabled: boolean
  triggerRules: TriggerRules
  onlyDuringBusinessHours: boolean
  audience: AudienceMember[]
  scheduledAt: Date | null
  templateParams: Record<string, unknown> | null
  createdAt: Date
  updatedAt: Date
}

/** What may be said of a campaign; what is absent stays as it is. */
export interface CampaignChanges {
  title?: string | undefined
  description?: string | null | undefined
  message?: string | undefined
  inboxId?: number | undefined
  senderId?: number | null | undefined
  enabled?: boolean | undefined
  triggerRules?: { [key: string]: Json } | undefined
  onlyDuringBusinessHours?: boolean | undefined
  audience?: Json[] | undefined
  scheduledAt?: Date | null | undefined
  templateParams?: { [key: string]: Json } | null | undefined
}

const LONGEST_WAIT_SECONDS = 86_400
const LONGEST_MESSAGE = 150_000

/** The trigger rules of an ongoing campaign. The address may have `*` for any part, as in https://shop.example/cart/*. */
export function triggerRulesOf(rules: { [key: string]: Json } = {}): Required<TriggerRules> {
  const url = typeof rules['url'] === 'string' ? rules['url'].trim() : ''
  if (!/^https?:\/\/[^\s/]+/.test(url) || url.length > 2000) {
    throw invalid('trigger_rules.url', 'trigger_rules.url must be an address such as https://example.com/cart/*')
  }
  const given = rules['time_on_page'] ?? 0
  const seconds = given === '' || typeof given === 'object' ? Number.NaN : Number(given)
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_WAIT_SECONDS) {
    throw invalid('trigger_rules.time_on_page', 'trigger_rules.time_on_page must be a number of seconds, up to a day')
  }
  return { url, time_on_page: seconds }
}

/** Whom a one-off campaign goes to. */
export function audienceOf(members: Json[]): AudienceMember[] {
  return members.map((member, index) => {
    const { type, id } = (member !== null && typeof member === 'object' && !Array.isArray(member) ? member : null) ?? {}
    if (type === 'Label' && Number.isInteger(Number(id)) && Number(id) > 0) return { type, id: Number(id) }
    throw invalid(`audience[${index}]`, `audience[${index}] must be {"type": "Label", "id": <id of a label>}`)
  })
}

/** When a one-off campaign is sent: a moment that every client can write down. */
export function scheduleOf(moment: Date): Date {
  if (moment.getTime() > 0 && moment.getTime() < Date.UTC(10_000, 0)) return moment
  throw invalid('scheduled_at', 'scheduled_at must be unix seconds or an ISO time before the year 10000')
}

/** A campaign's text, which must be there. */
export function messageOf(text: string): string {
  if (text.trim() === '') throw invalid('message', "message can't be blank")
  if (text.length > LONGEST_MESSAGE) throw invalid('message', `message must have at most ${LONGEST_MESSAGE} characters`)
  return text
}
