import type { Route } from '../platform/http/route.ts'
import { accountRoutes } from '../wire/api/account.ts'
import { agentRoutes } from '../wire/api/agents.ts'
import { authRoutes } from '../wire/api/auth.ts'
import { brandingRoutes } from '../wire/api/branding.ts'
import { cannedResponseRoutes } from '../wire/api/canned-responses.ts'
import { carriedLabelRoutes } from '../wire/api/carried-labels.ts'
import { bulkActionRoutes } from '../wire/api/bulk-actions.ts'
import { contactActionRoutes } from '../wire/api/contact-actions.ts'
import { contactListRoutes } from '../wire/api/contact-list.ts'
import { contactNoteRoutes } from '../wire/api/contact-notes.ts'
import { contactPlaceRoutes } from '../wire/api/contact-places.ts'
import { contactTransferFileRoutes } from '../wire/api/contact-transfer-files.ts'
import { contactTransferRoutes } from '../wire/api/contact-transfer.ts'
import { contactRoutes } from '../wire/api/contacts.ts'
import { csatRoutes } from '../wire/api/csat.ts'
import { conversationActionRoutes } from '../wire/api/conversation-actions.ts'
import { conversationBelongingsRoutes } from '../wire/api/conversation-belongings.ts'
import { conversationPeopleRoutes } from '../wire/api/conversation-people.ts'
import { conversationRoutes } from '../wire/api/conversations.ts'
import { customAttributeRoutes } from '../wire/api/custom-attributes.ts'
import { customFilterRoutes } from '../wire/api/custom-filters.ts'
import { dashboardAppRoutes } from '../wire/api/dashboard-apps.ts'
import { customRoleRoutes } from '../wire/api/custom-roles.ts'
import { firstStepsRoutes } from '../wire/api/first-steps.ts'
import { fileRoutes } from '../wire/api/files.ts'
import { filterRoutes } from '../wire/api/filters.ts'
import { inboxMemberRoutes } from '../wire/api/inbox-members.ts'
import { inboxRoutes } from '../wire/api/inboxes.ts'
import { labelRoutes } from '../wire/api/labels.ts'
import { mailboxAuthorizationRoutes } from '../wire/api/mailbox-authorization.ts'
import { mailboxRoutes } from '../wire/api/mailboxes.ts'
import { mailRoutes } from '../wire/api/mails.ts'
import { receivedMailRoutes } from '../wire/api/received-mails.ts'
import { messageRoutes } from '../wire/api/messages.ts'
import { notificationRoutes } from '../wire/api/notifications.ts'
import { notificationSettingsRoutes } from '../wire/api/notification-settings.ts'
import { passwordRoutes } from '../wire/api/passwords.ts'
import { profileRoutes } from '../wire/api/profile.ts'
import { pushSubscriptionRoutes } from '../wire/api/push-subscriptions.ts'
import { platformAccountUserRoutes } from '../wire/platform/account-users.ts'
import { platformAccountRoutes } from '../wire/platform/accounts.ts'
import { platformBotRoutes } from '../wire/platform/agent-bots.ts'
import { platformUserRoutes } from '../wire/platform/users.ts'
import { botReportRoutes } from '../wire/api/bot-reports.ts'
import { reportFileRoutes } from '../wire/api/report-files.ts'
import { reportRoutes } from '../wire/api/reports.ts'
import { liveReportRoutes } from '../wire/api/live-reports.ts'
import { summaryReportRoutes } from '../wire/api/summary-reports.ts'
import { teamRoutes } from '../wire/api/teams.ts'
import { agentBotRoutes } from '../wire/api/agent-bots.ts'
import { arrangementRoutes } from '../wire/api/arrangement.ts'
import { assignmentPolicyRoutes } from '../wire/api/assignment-policies.ts'
import { automationRuleRoutes } from '../wire/api/automation-rules.ts'
import { campaignRoutes } from '../wire/api/campaigns.ts'
import { inboxBotRoutes } from '../wire/api/inbox-bot.ts'
import { integrationRoutes } from '../wire/api/integrations.ts'
import { macroRoutes } from '../wire/api/macros.ts'
import { portalRoutes } from '../wire/api/portals.ts'
import { webhookRoutes } from '../wire/api/webhooks.ts'
import { uploadRoutes } from '../wire/api/uploads.ts'
import { widgetCampaignRoutes } from '../wire/widget/campaigns.ts'
import { surveyPages } from '../wire/pages/survey-page.ts'
import { searchRoutes } from '../wire/api/search.ts'
import { clientRoutes } from '../wire/public/client-api.ts'
import { clientConversationRoutes } from '../wire/public/client-conversations.ts'
import { csatSurveyRoutes } from '../wire/public/csat-survey.ts'
import { widgetConfigRoutes } from '../wire/widget/config.ts'
import { widgetContactRoutes } from '../wire/widget/contact.ts'
import { widgetConversationRoutes } from '../wire/widget/conversations.ts'
import { widgetMessageRoutes } from '../wire/widget/messages.ts'

/** Every route of the role `api` that needs nothing but the ports. The access matrix has a row for each. */
export const apiRoutes: Route[] = [
  ...authRoutes,
  ...passwordRoutes,
  ...profileRoutes,
  ...pushSubscriptionRoutes,
  ...notificationRoutes,
  ...notificationSettingsRoutes,
  ...accountRoutes,
  ...firstStepsRoutes,
  ...agentRoutes,
  ...customRoleRoutes,
  ...teamRoutes,
  ...inboxRoutes,
  ...inboxMemberRoutes,
  ...mailRoutes,
  ...receivedMailRoutes,
  ...mailboxRoutes,
  ...mailboxAuthorizationRoutes,
  ...contactListRoutes,
  ...contactRoutes,
  ...contactPlaceRoutes,
  ...contactNoteRoutes,
  ...contactActionRoutes,
  ...contactTransferRoutes,
  ...contactTransferFileRoutes,
  ...conversationRoutes,
  ...conversationActionRoutes,
  ...conversationPeopleRoutes,
  ...conversationBelongingsRoutes,
  ...messageRoutes,
  ...labelRoutes,
  ...carriedLabelRoutes,
  ...filterRoutes,
  ...customFilterRoutes,
  ...customAttributeRoutes,
  ...cannedResponseRoutes,
  ...dashboardAppRoutes,
  ...brandingRoutes,
  ...reportRoutes,
  ...reportFileRoutes,
  ...botReportRoutes,
  ...summaryReportRoutes,
  ...liveReportRoutes,
  ...arrangementRoutes,
  ...searchRoutes,
  ...fileRoutes,
  ...agentBotRoutes,
  ...inboxBotRoutes,
  ...webhookRoutes,
  ...integrationRoutes,
  ...automationRuleRoutes,
  ...macroRoutes,
  ...campaignRoutes,
  ...assignmentPolicyRoutes,
  ...portalRoutes,
  ...bulkActionRoutes,
  ...uploadRoutes,
  ...widgetConfigRoutes,
  ...widgetCampaignRoutes,
  ...widgetContactRoutes,
  ...widgetConversationRoutes,
  ...widgetMessageRoutes,
  ...clientRoutes,
  ...clientConversationRoutes,
  ...platformUserRoutes,
  ...platformAccountRoutes,
  ...platformAccountUserRoutes,
  ...platformBotRoutes,
  ...csatRoutes,
  ...csatSurveyRoutes,
  ...surveyPages,
]
