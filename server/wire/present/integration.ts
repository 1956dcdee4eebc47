import type { App, Hook } from '../../features/integrations/index.ts'

/** An app with the connections to it (contract 2.14). `enabled` says whether anything is connected. */
export function integrationApp(app: App, parts: { enabled: boolean; hooks: object[] }) {
  return {
    id: app.id,
    name: app.name,
    description: app.description,
    short_description: app.description,
    hook_type: app.hookType,
    enabled: parts.enabled,
    allow_multiple_hooks: app.allowsSeveral,
    // Where one would go to connect by a maker's own page; nothing here is connected like that.
    action: app.settings ? '#' : null,
    button: app.settings ? 'Connect' : null,
    settings_form_schema: app.settings?.map(formField) ?? [],
    hooks: parts.hooks,
  }
}

function formField(field: NonNullable<App['settings']>[number]) {
  return {
    label: field.label,
    type: field.kind === 'yes_no' ? 'checkbox' : field.kind === 'json' ? 'textarea' : 'text',
    name: field.name,
    validation: field.required ? 'required' : '',
  }
}

/** A connection (contract 2.14); the settings are those that this reader may see. */
export function integrationHook(hook: Hook, settings: object) {
  return {
    id: hook.id,
    app_id: hook.appId,
    status: hook.enabled,
    inbox: hook.inbox,
    account_id: hook.accountId,
    hook_type: hook.hookType,
    settings,
    reference_id: hook.referenceId,
  }
}
