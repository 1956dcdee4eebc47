import type { Conversation } from '../../api/wire.ts'
import { seconds } from '../../ui/format-time.ts'

interface Browser {
  browser_name?: string
  browser_version?: string
  platform_name?: string
  platform_version?: string
  device_name?: string
}

type OriginFact = { name: 'browser' | 'system' | 'page' | 'language'; value: string } | { name: 'started'; at: number }

/** What the conversation itself tells about where it came from (contract §2.20). */
export function originFacts(conversation: Conversation): OriginFact[] {
  const about = conversation.additional_attributes ?? {}
  const browser = (about['browser'] ?? {}) as Browser
  const initiated = (about['initiated_at'] ?? {}) as { timestamp?: string | number }
  const started = seconds(initiated.timestamp) ?? conversation.created_at
  const facts: OriginFact[] = [
    { name: 'page', value: text(about['referer']) },
    { name: 'browser', value: words(browser.browser_name, browser.browser_version) },
    { name: 'system', value: words(browser.platform_name, browser.platform_version, browser.device_name) },
    { name: 'language', value: text(about['browser_language']) },
    { name: 'started', at: started },
  ]
  return facts.filter((one) => one.name === 'started' || one.value !== '')
}

/** Attributes as a person reads them: objects and empty values have nothing to say in a line. */
export function attributeLines(attributes: Record<string, unknown> | undefined): [string, string][] {
  return Object.entries(attributes ?? {})
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '')
    .map(([key, value]) => [key.replaceAll('_', ' '), String(value)])
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function words(...parts: (string | undefined)[]): string {
  return parts.filter((one) => one && one !== 'Unknown').join(' ')
}
