import type { Route } from '../platform/http/route.ts'
import { accountRoutes } from '../wire/api/account.ts'
import { agentRoutes } from '../wire/api/agents.ts'
import { authRoutes } from '../wire/api/auth.ts'
import { contactRoutes } from '../wire/api/contacts.ts'
import { conversationActionRoutes } from '../wire/api/conversation-actions.ts'
import { conversationRoutes } from '../wire/api/conversations.ts'
import { fileRoutes } from '../wire/api/files.ts'
import { inboxMemberRoutes } from '../wire/api/inbox-members.ts'
import { inboxRoutes } from '../wire/api/inboxes.ts'
import { messageRoutes } from '../wire/api/messages.ts'
import { profileRoutes } from '../wire/api/profile.ts'
import { clientRoutes } from '../wire/public/client-api.ts'
import { clientConversationRoutes } from '../wire/public/client-conversations.ts'
import { widgetConfigRoutes } from '../wire/widget/config.ts'
import { widgetContactRoutes } from '../wire/widget/contact.ts'
import { widgetConversationRoutes } from '../wire/widget/conversations.ts'
import { widgetMessageRoutes } from '../wire/widget/messages.ts'

/** Every route of the role `api` that needs nothing but the ports. The access matrix has a row for each. */
export const apiRoutes: Route[] = [
  ...authRoutes,
  ...profileRoutes,
  ...accountRoutes,
  ...agentRoutes,
  ...inboxRoutes,
  ...inboxMemberRoutes,
  ...contactRoutes,
  ...conversationRoutes,
  ...conversationActionRoutes,
  ...messageRoutes,
  ...fileRoutes,
  ...widgetConfigRoutes,
  ...widgetContactRoutes,
  ...widgetConversationRoutes,
  ...widgetMessageRoutes,
  ...clientRoutes,
  ...clientConversationRoutes,
]
