import type { Json } from '../../kernel/event.ts'
import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { inboxIsOf } from '../inboxes/index.ts'
import { findApp, type App, type SettingField } from './app.ts'
import { encryptSettings, readSettings, settingsOf } from './hook-settings.ts'
import { loadHook } from './hook-store.ts'

/** What a connection begins with. */
export interface NewHook {
  appId: string
  inboxId?: number | null | undefined
  enabled?: boolean | undefined
  settings: { [key: string]: Json }
}

/** Connects the account, or one inbox of it, with an app. */
export async function createHook(work: Work, input: NewHook): Promise<number> {
  const app = connectableApp(input.appId)
  const { open, secret } = readSettings(app.settings, input.settings)
  const row = await work.tx
    .insertInto('integration_hooks')
    .values({
      account_id: work.accountId,
      app_id: app.id,
      hook_type: app.hookType,
      inbox_id: await inboxFor(work, app, input.inboxId ?? null),
      enabled: input.enabled ?? true,
      settings: JSON.stringify(open),
      secrets_encrypted: encryptSettings(work.secrets, secret),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(tellTakenPlace)
  return row.id
}

/** Switches a connection on or off, or tells it something new; settings that are not named stay. */
export async function changeHook(
  work: Work,
  id: number,
  changes: { enabled?: boolean | undefined; settings?: { [key: string]: Json } | undefined },
): Promise<void> {
  const hook = await loadHook(work.tx, work.accountId, id)
  const { settings: fields } = connectableApp(hook.appId)
  const split = changes.settings && readSettings(fields, changes.settings, settingsOf(work.secrets, hook))
  await work.tx
    .updateTable('integration_hooks')
    .set({
      ...(changes.enabled !== undefined && { enabled: changes.enabled }),
      ...(split && {
        settings: JSON.stringify(split.open),
        secrets_encrypted: encryptSettings(work.secrets, split.secret),
      }),
      updated_at: work.now,
    })
    .where('id', '=', hook.id)
    .execute()
}

/** Ends a connection. */
export async function removeHook(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('integration_hooks')
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

function connectableApp(id: string): App & { settings: SettingField[] } {
  const app = findApp(id)
  if (!app) throw invalid('app_id', 'app_id must be the id of an app, as ~/integrations/apps lists them')
  const { settings } = app
  if (!settings) throw invalid('app_id', `app_id: ${app.name} cannot be connected here`)
  return { ...app, settings }
}

async function inboxFor(work: Work, app: App, inboxId: number | null): Promise<number | null> {
  if (app.hookType === 'account') return null
  if (inboxId !== null && (await inboxIsOf(work.tx, work.accountId, inboxId))) return inboxId
  throw invalid('inbox_id', `inbox_id must name an inbox of this account: ${app.name} serves one inbox`)
}

function tellTakenPlace(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint !== 'integration_hooks_place') throw error
  throw new Refusal('taken', 'The app is connected already; change that connection instead', 'app_id')
}
