import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { CustomRole } from './custom-role.ts'

/** A custom role as a row of its list. */
export interface CustomRoleRow extends CustomRole {
  createdAt: Date
  updatedAt: Date
}

function selectCustomRoles(db: Reader, accountId: number) {
  return db
    .selectFrom('custom_roles')
    .select([
      'id',
      'name',
      'description',
      'permissions',
      'conversation_scope as conversationScope',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])
    .where('account_id', '=', accountId)
}

/** The custom roles of an account, by name. */
export async function listCustomRoles(db: Reader, accountId: number): Promise<CustomRoleRow[]> {
  const rows = await selectCustomRoles(db, accountId).orderBy('name').orderBy('id').execute()
  return rows as CustomRoleRow[]
}

/** One custom role of the account, or a refusal. */
export async function loadCustomRole(db: Reader, accountId: number, id: number): Promise<CustomRoleRow> {
  const row = await selectCustomRoles(db, accountId).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row as CustomRoleRow
}
