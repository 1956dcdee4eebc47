/** One field of what an app must be told. */
export interface SettingField {
  name: string
  label: string
  kind: 'text' | 'yes_no' | 'json'
  required: boolean
  /** Kept encrypted, and shown by its end only. */
  secret: boolean
}

/** Another company's program that the desk can be connected with (contract 2.14). */
export interface App {
  id: string
  name: string
  description: string
  /** Whether a connection serves the whole account or one inbox. */
  hookType: 'account' | 'inbox'
  allowsSeveral: boolean
  /** What a connection needs; null when it cannot be made here. */
  settings: SettingField[] | null
}

const field = (name: string, label: string, more: Partial<SettingField> = {}): SettingField => ({
  name,
  label,
  kind: 'text',
  required: true,
  secret: false,
  ...more,
})

const app = (id: string, name: string, description: string, more: Partial<App> = {}): App => ({
  id,
  name,
  description,
  hookType: 'account',
  allowsSeveral: false,
  settings: null,
  ...more,
})

/**
 * Every app that clients list. An app whose credentials an administrator can type in offers connections. One that asks the operator to register with its
 * maker first, or whose credentials are not described in the contract, offers none.
 */
export const APPS: readonly App[] = [
  app('webhook', 'Webhooks', 'Tell an address of yours what happens on the desk.', { allowsSeveral: true }),
  app('dashboard_apps', 'Dashboard apps', 'Show pages of yours beside a conversation.', { allowsSeveral: true }),
  app('openai', 'OpenAI', 'Connect a key of your own for suggestions and rewriting.', {
    settings: [
      field('api_key', 'API key', { secret: true }),
      field('label_suggestion', 'Suggest labels', { kind: 'yes_no', required: false }),
    ],
  }),
  app('linear', 'Linear', 'Link conversations to issues.'),
  app('notion', 'Notion', 'Look things up in your pages.'),
  app('slack', 'Slack', 'Read and answer conversations in a channel.'),
  app('dialogflow', 'Dialogflow', 'Let an agent of Dialogflow answer in an inbox.', {
    hookType: 'inbox',
    allowsSeveral: true,
    settings: [
      field('project_id', 'Project id'),
      field('credentials', 'Key file of the service account', { kind: 'json', secret: true }),
      field('region', 'Region', { required: false }),
    ],
  }),
  app('google_translate', 'Google Translate', 'Translate messages.', {
    settings: [
      field('project_id', 'Project id'),
      field('credentials', 'Key file of the service account', { kind: 'json', secret: true }),
    ],
  }),
  app('dyte', 'Dyte', 'Meet customers by video.'),
  app('shopify', 'Shopify', 'See the orders of a customer.'),
  app('leadsquared', 'LeadSquared', 'Keep contacts in step with your sales.'),
]

/** An app by its id, or undefined. */
export function findApp(id: string): App | undefined {
  return APPS.find((one) => one.id === id)
}
