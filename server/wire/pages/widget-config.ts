import { randomUUID } from 'node:crypto'
import { brandColour, findBrand, widgetTonesOf } from '../../features/branding/index.ts'
import { loadAccount } from '../../features/accounts/index.ts'
import { listRunningCampaigns } from '../../features/campaigns/index.ts'
import { findContactInbox } from '../../features/contacts/index.ts'
import { offsetOf, type Inbox } from '../../features/inboxes/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import { workingDays } from '../present/inbox.ts'
import { tokensOf } from '../widget/config.ts'
import { readVisitorToken } from '../widget/visitor-token.ts'

/** What the installation says of every widget. */
export interface WidgetOptions {
  maximumFileUploadSize: number
}

/** What the widget learns from its page. */
export type WidgetConfig = Awaited<ReturnType<typeof widgetConfig>> & WidgetOptions

/** What the page of a website's widget says to this visitor. Two tokens are made, and no row. */
export async function widgetConfig(call: Call<unknown>, inbox: Inbox) {
  const known = String(call.query['cw_conversation'] ?? '')
  const claims = readVisitorToken(call.ports.secrets, 'widget', known, call.ports.now())
  const mine = claims?.inboxId === inbox.id ? claims.sourceId : undefined
  const place = mine ? await findContactInbox(call.ports.db, inbox.id, mine) : undefined
  const [{ locale }, brand] = await Promise.all([loadAccount(call.ports.db, inbox.accountId), findBrand(call.ports.db)])
  const { webWidget } = inbox
  return {
    websiteToken: webWidget?.websiteToken,
    websiteName: inbox.name,
    avatarUrl: inboxAvatarUrl(inbox, { secrets: call.ports.secrets, origin: '' }),
    widgetColor: webWidget?.widgetColor,
    tones: widgetTonesOf(sixDigits(webWidget?.widgetColor)),
    installationName: brand.installationName,
    welcomeTitle: webWidget?.welcomeTitle ?? '',
    welcomeTagline: webWidget?.welcomeTagline ?? '',
    replyTime: webWidget?.replyTime,
    enabledFeatures: webWidget?.selectedFeatureFlags ?? [],
    locale: typeof call.query['locale'] === 'string' ? call.query['locale'] : locale,
    preChatFormEnabled: webWidget?.preChatFormEnabled ?? false,
    preChatFormOptions: webWidget?.preChatFormOptions ?? {},
    ...tokensOf(call.ports, { inbox, sourceId: mine ?? randomUUID() }),
    isNewVisitor: !place,
    allowMessagesAfterResolved: inbox.allowMessagesAfterResolved,
    disableBranding: !brand.poweredBy,
    csatSurveyEnabled: inbox.csatSurveyEnabled,
    timezone: inbox.timezone,
    utcOffset: offsetOf(inbox.timezone, call.ports.now()),
    workingHoursEnabled: inbox.workingHoursEnabled,
    workingHours: workingDays(inbox.workingHours),
    outOfOfficeMessage: inbox.outOfOfficeMessage,
    hasCampaigns: (await listRunningCampaigns(call.ports.db, inbox.accountId, inbox.id)).length > 0,
  }
}

// Colours of older inboxes may have three digits.
function sixDigits(colour = '#c2410c'): string {
  return brandColour('widget_color', colour)
}
