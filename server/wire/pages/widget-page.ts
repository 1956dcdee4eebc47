import { randomUUID } from 'node:crypto'
import { loadAccount } from '../../features/accounts/index.ts'
import { findInboxBot } from '../../features/agent-bots/index.ts'
import { findContactInbox } from '../../features/contacts/index.ts'
import { findInboxByWebsiteToken, offsetOf, type Inbox } from '../../features/inboxes/index.ts'
import { notFound } from '../../kernel/refusal.ts'
import { packagePath } from '../../platform/http/files.ts'
import { answered, type Call, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import { workingDays } from '../present/inbox.ts'
import { tokensOf } from '../widget/config.ts'
import { readVisitorToken } from '../widget/visitor-token.ts'
import { sendClientPage, type BuiltClient } from './built-client.ts'
import { clientWidgetGlobals } from './client-widget.ts'
import { sendPage, shellFile, withConfig } from './shell.ts'

interface WidgetOptions {
  installationName: string
  maximumFileUploadSize: number
}

/** What the widget learns from its page. */
export type WidgetConfig = Awaited<ReturnType<typeof widgetConfig>> & WidgetOptions

/** The page in the website's frame (contract 6.4), of our widget or of a client's. Opening it makes two tokens and no row. */
export function widgetPage(options: WidgetOptions, client?: BuiltClient): Route {
  const shell = shellFile(packagePath('dist/widget/index.html'))
  return open(
    'GET',
    '/widget',
    async (call) => {
      const { website_token: token } = call.query
      const inbox = typeof token === 'string' ? await findInboxByWebsiteToken(call.ports.db, token) : undefined
      if (!inbox?.webWidget || inbox.accountStatus !== 'active') throw notFound()
      const config = {
        ...(await widgetConfig(call, inbox)),
        ...options,
      }
      if (client) await sendClientWidget(call, { inbox, config, client })
      else sendPage(call.reply, withConfig(await shell(), config), frameAncestors(inbox))
      return answered
    },
    { summary: 'Shows the widget of a website, for its frame' },
  )
}

async function sendClientWidget(
  call: Call<unknown>,
  page: { inbox: Inbox; config: WidgetConfig; client: BuiltClient },
) {
  const { inbox, config, client } = page
  const bot = await findInboxBot(call.ports.db, inbox.id)
  sendClientPage(call.reply, {
    title: inbox.name,
    locale: config.locale,
    ancestors: frameAncestors(inbox),
    entry: client.entries.widget,
    globals: clientWidgetGlobals(inbox, config, bot?.name ?? ''),
  })
}

async function widgetConfig(call: Call<unknown>, inbox: Inbox) {
  const known = String(call.query['cw_conversation'] ?? '')
  const claims = readVisitorToken(call.ports.secrets, 'widget', known, call.ports.now())
  const mine = claims?.inboxId === inbox.id ? claims.sourceId : undefined
  const place = mine ? await findContactInbox(call.ports.db, inbox.id, mine) : undefined
  const { locale } = await loadAccount(call.ports.db, inbox.accountId)
  const { webWidget } = inbox
  return {
    websiteToken: webWidget?.websiteToken,
    websiteName: inbox.name,
    avatarUrl: inboxAvatarUrl(inbox, { secrets: call.ports.secrets, origin: '' }),
    widgetColor: webWidget?.widgetColor,
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
    disableBranding: false,
    csatSurveyEnabled: inbox.csatSurveyEnabled,
    timezone: inbox.timezone,
    utcOffset: offsetOf(inbox.timezone, call.ports.now()),
    workingHoursEnabled: inbox.workingHoursEnabled,
    workingHours: workingDays(inbox.workingHours),
    outOfOfficeMessage: inbox.outOfOfficeMessage,
  }
}

/** Which sites may show the widget: those of the inbox, or any (contract 6.3). */
function frameAncestors({ webWidget }: Inbox): string {
  const domains = (webWidget?.allowedDomains ?? '').split(/[\s,]+/).filter((domain) => /^[\w*.:/-]+$/.test(domain))
  return domains.length > 0 ? ["'self'", ...domains].join(' ') : '*'
}
