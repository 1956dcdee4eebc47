/**
 * Every page of the settings and every field worth finding. The navigation, the search and the palette read this list;
 * a page is entered here, in the router, and with its texts in the catalogue (`place.<name>`, `field.<name>.<anchor>`). */
export interface SettingsPlace {
  /** The route's name. */
  name: string
  group: SettingsGroup
  /** Without it, every member has the page. */
  forAdministrators?: boolean
  /** The anchors of its sections, `FormSection`'s or ids in the page. */
  fields?: readonly string[]
}

export const settingsGroups = ['you', 'account', 'people', 'channels', 'words', 'workflow'] as const
export type SettingsGroup = (typeof settingsGroups)[number]

export const settingsMap: readonly SettingsPlace[] = [
  { name: 'profile', group: 'you', fields: ['picture', 'identity', 'signature', 'appearance', 'working'] },
  {
    name: 'arrangement',
    group: 'you',
    fields: ['views', 'panels', 'marks', 'moving-on', 'arrangement-reset'],
  },
  { name: 'shortcuts', group: 'you' },
  { name: 'notifications', group: 'you', fields: ['what', 'browser'] },
  { name: 'sessions', group: 'you', fields: ['devices', 'password', 'two-factor'] },
  { name: 'access_token', group: 'you' },
  {
    name: 'account',
    group: 'account',
    forAdministrators: true,
    fields: ['general', 'language', 'time-zone', 'auto-resolve', 'account-id'],
  },
  {
    name: 'branding',
    group: 'account',
    forAdministrators: true,
    fields: ['brand-name', 'accent', 'pictures', 'widget-brand', 'test-mail', 'brand-reset'],
  },
  { name: 'first_steps', group: 'account', forAdministrators: true },
  { name: 'agents', group: 'people', forAdministrators: true, fields: ['invite-many'] },
  { name: 'teams', group: 'people', forAdministrators: true },
  { name: 'roles', group: 'people', forAdministrators: true },
  { name: 'inboxes', group: 'channels', forAdministrators: true },
  { name: 'sent_mail', group: 'channels', forAdministrators: true },
  { name: 'bots', group: 'channels', forAdministrators: true },
  { name: 'labels', group: 'words', forAdministrators: true },
  { name: 'attributes', group: 'words', forAdministrators: true },
  { name: 'canned_replies', group: 'words' },
  { name: 'macros', group: 'workflow' },
  { name: 'automation', group: 'workflow', forAdministrators: true },
  { name: 'webhooks', group: 'workflow', forAdministrators: true },
  { name: 'dashboard_apps', group: 'workflow', forAdministrators: true },
]

/** The pages of one inbox, in the order of their tabs. */
export const inboxPlaces = [
  { section: 'installation', only: 'web_widget', fields: ['snippet', 'launcher'] },
  { section: 'mailbox', only: 'email', fields: ['address', 'incoming', 'outgoing'] },
  { section: 'mail-state', only: 'email', fields: ['arrivals', 'quarantine'] },
  { section: 'sender', only: 'email', fields: ['sender-name', 'sender-signature'] },
  { section: 'dns', only: 'email', fields: ['records'] },
  { section: 'connection', only: 'api', fields: ['identifier', 'webhook', 'identity'] },
  { section: 'website', only: 'web_widget', fields: ['look', 'texts', 'features', 'domains'] },
  { section: 'pre-chat', only: 'web_widget', fields: ['form'] },
  { section: 'collaborators', fields: ['members', 'assignment', 'bot'] },
  { section: 'hours', fields: ['opening', 'absence'] },
  { section: 'messages', fields: ['greeting', 'email-collect', 'conversation', 'satisfaction'] },
  { section: 'identity', only: 'web_widget', fields: ['hmac'] },
  { section: 'general', fields: ['inbox-name', 'delete'] },
] as const satisfies readonly { section: string; only?: 'web_widget' | 'api' | 'email'; fields: readonly string[] }[]

export type InboxSection = (typeof inboxPlaces)[number]['section']

/** The sections that an inbox of this kind has, with the fields that it has there. */
export function sectionsOf(channel: string) {
  const kind = { 'Channel::WebWidget': 'web_widget', 'Channel::Api': 'api', 'Channel::Email': 'email' }[channel]
  return inboxPlaces
    .filter((one) => !('only' in one) || one.only === kind)
    .map(({ section, fields }) => ({
      section,
      fields: fields.filter((field) => field !== 'email-collect' || kind === 'web_widget'),
    }))
}
