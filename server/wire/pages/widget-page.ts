import { findInboxBot } from '../../features/agent-bots/index.ts'
import { findBrand } from '../../features/branding/index.ts'
import { findInboxByWebsiteToken, noteWidgetSeen, type Inbox } from '../../features/inboxes/index.ts'
import { system } from '../../kernel/actor.ts'
import { notFound } from '../../kernel/refusal.ts'
import { packagePath } from '../../platform/http/files.ts'
import { answered, type Call, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { sendClientPage, type BuiltClient } from './built-client.ts'
import { clientWidgetGlobals } from './client-widget.ts'
import { sendPage, shellFile, withConfig } from './shell.ts'
import { widgetConfig, type WidgetConfig, type WidgetOptions } from './widget-config.ts'

/** The page in the website's frame (contract 6.4), of our widget or of a client's. Opening it makes two tokens and no row; only the first time of all is noted. */
export function widgetPage(options: WidgetOptions, client?: BuiltClient): Route {
  const shell = shellFile(packagePath('dist/widget/index.html'))
  return open(
    'GET',
    '/widget',
    async (call) => {
      const { website_token: token } = call.query
      const inbox = typeof token === 'string' ? await findInboxByWebsiteToken(call.ports.db, token) : undefined
      if (!inbox?.webWidget || inbox.accountStatus !== 'active') throw notFound()
      if (!inbox.webWidget.seen) {
        await call.ports.work(inbox.accountId, system, (work) => noteWidgetSeen(work, inbox.id))
      }
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
  const [bot, brand] = await Promise.all([findInboxBot(call.ports.db, inbox.id), findBrand(call.ports.db)])
  sendClientPage(call.reply, {
    title: inbox.name,
    locale: config.locale,
    ancestors: frameAncestors(inbox),
    entry: client.entries.widget,
    globals: clientWidgetGlobals(inbox, config, { botName: bot?.name ?? '', brand }),
  })
}

/** Which sites may show the widget: those of the inbox, or any (contract 6.3). */
function frameAncestors({ webWidget }: Inbox): string {
  const domains = (webWidget?.allowedDomains ?? '').split(/[\s,]+/).filter((domain) => /^[\w*.:/-]+$/.test(domain))
  return domains.length > 0 ? ["'self'", ...domains].join(' ') : '*'
}
