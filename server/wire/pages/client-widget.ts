import type { Brand } from '../../features/branding/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'
import type { WidgetConfig } from './widget-config.ts'
import type { ClientPage } from './built-client.ts'
import { enabledLanguages, thumbnailOf } from './client-dashboard.ts'

/** The values that a client's widget finds in its page (contract 6.4). */
export function clientWidgetGlobals(
  inbox: Inbox,
  config: WidgetConfig,
  said: { botName: string; brand: Brand },
): ClientPage['globals'] {
  const { authToken, pubsubToken, installationName, maximumFileUploadSize } = config
  return {
    chatwootWebChannel: {
      avatarUrl: config.avatarUrl,
      // The client asks whether there is a name.
      hasAConnectedAgentBot: said.botName,
      locale: config.locale,
      websiteName: inbox.name,
      websiteToken: config.websiteToken,
      welcomeTagline: config.welcomeTagline,
      welcomeTitle: config.welcomeTitle,
      widgetColor: config.widgetColor,
      portal: null,
      enabledFeatures: config.enabledFeatures,
      enabledLanguages: enabledLanguages(),
      replyTime: config.replyTime,
      preChatFormEnabled: config.preChatFormEnabled,
      preChatFormOptions: config.preChatFormOptions,
      workingHoursEnabled: config.workingHoursEnabled,
      csatSurveyEnabled: config.csatSurveyEnabled,
      workingHours: config.workingHours,
      outOfOfficeMessage: config.outOfOfficeMessage,
      utcOffset: config.utcOffset,
      timezone: config.timezone,
      allowMessagesAfterResolved: config.allowMessagesAfterResolved,
      disableBranding: config.disableBranding,
    },
    chatwootPubsubToken: pubsubToken,
    authToken,
    globalConfig: {
      LOGO_THUMBNAIL: thumbnailOf(said.brand),
      BRAND_NAME: installationName,
      WIDGET_BRAND_URL: '',
      DIRECT_UPLOADS_ENABLED: 'false',
      MAXIMUM_FILE_UPLOAD_SIZE: String(maximumFileUploadSize),
      INSTALLATION_NAME: installationName,
    },
  }
}
