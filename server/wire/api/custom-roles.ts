import type { z } from 'zod'
import { customRoleBody, newCustomRoleBody } from '../../../contract/http/custom-roles.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  addCustomRole,
  changeCustomRole,
  listCustomRoles,
  loadCustomRole,
  removeCustomRole,
} from '../../features/people/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { customRole } from '../present/person.ts'

type MemberCall = Call<MemberCaller>

const ROLES = inAccount('/custom_roles')
const ONE = inAccount('/custom_roles/:id')

/** Custom roles (contract 2.22, 9). Agents get one by `custom_role_id`. */
export const customRoleRoutes = [
  member('GET', ROLES, async (call) => (await listCustomRoles(call.ports.db, call.caller.accountId)).map(customRole), {
    summary: 'Lists the custom roles of the account',
    returns: 'custom_roles',
  }),
  member('GET', ONE, (call) => oneRole(call, idOf(call.params['id'])), {
    summary: 'Shows one custom role',
    returns: 'custom_role',
  }),
  administrator('POST', ROLES, create, {
    summary: 'Creates a custom role',
    body: newCustomRoleBody,
    returns: 'custom_role',
  }),
  administrator('PATCH', ONE, update, {
    summary: 'Changes a custom role, for everybody who has it',
    body: customRoleBody,
    returns: 'custom_role',
  }),
  administrator(
    'DELETE',
    ONE,
    async (call) => {
      const id = idOf(call.params['id'])
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeCustomRole(work, id))
      return {}
    },
    { summary: 'Removes a custom role that no agent has' },
  ),
]

async function create(call: MemberCall) {
  const body = parse(newCustomRoleBody, unwrap(call.body, 'custom_role'))
  const { accountId, actor } = call.caller
  const id = await call.ports.work(accountId, actor, (work) =>
    addCustomRole(work, { ...changesOf(body), name: body.name }),
  )
  return oneRole(call, id)
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const changes = changesOf(parse(customRoleBody, unwrap(call.body, 'custom_role')))
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => changeCustomRole(work, id, changes))
  return oneRole(call, id)
}

async function oneRole(call: MemberCall, id: number) {
  return customRole(await loadCustomRole(call.ports.db, call.caller.accountId, id))
}

function changesOf({ name, description, permissions, conversation_scope }: z.output<typeof customRoleBody>) {
  return { name, description, permissions, conversationScope: conversation_scope }
}
