import type { z } from 'zod'
import { attributeDefinitionBody, attributeDefinitionsQuery } from '../../../contract/http/custom-attributes.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeDefinition,
  defineAttribute,
  listDefinitions,
  loadDefinition,
  removeDefinition,
  type DefinitionChanges,
  type Owner,
} from '../../features/custom-attributes/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { noContent } from '../no-content.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { attributeDefinition } from '../present/kept.ts'

type MemberCall = Call<MemberCaller>

const OWNERS = {
  conversation_attribute: 'conversation',
  contact_attribute: 'contact',
  company_attribute: 'company',
} as const satisfies Record<string, Owner>

/** The attributes that an account defines (contract 2.7). */
export const customAttributeRoutes = [
  member(
    'GET',
    inAccount('/custom_attribute_definitions'),
    async (call) => {
      const { attribute_model } = parse(attributeDefinitionsQuery, call.query)
      const owner = attribute_model && OWNERS[attribute_model]
      return (await listDefinitions(call.ports.db, call.caller.accountId, owner)).map(attributeDefinition)
    },
    { summary: 'Lists custom attributes', query: attributeDefinitionsQuery, returns: 'custom_attribute_definitions' },
  ),
  member(
    'GET',
    inAccount('/custom_attribute_definitions/:id'),
    (call) => oneDefinition(call, idOf(call.params['id'])),
    {
      summary: 'Shows a custom attribute',
      returns: 'custom_attribute_definition',
    },
  ),
  administrator(
    'POST',
    inAccount('/custom_attribute_definitions'),
    async (call) => {
      const { accountId, actor } = call.caller
      return oneDefinition(
        call,
        await call.ports.work(accountId, actor, (work) => defineAttribute(work, changesOf(call))),
      )
    },
    { summary: 'Defines a custom attribute', body: attributeDefinitionBody, returns: 'custom_attribute_definition' },
  ),
  administrator(
    'PATCH',
    inAccount('/custom_attribute_definitions/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => changeDefinition(work, id, changesOf(call)))
      return oneDefinition(call, id)
    },
    { summary: 'Changes a custom attribute', body: attributeDefinitionBody, returns: 'custom_attribute_definition' },
  ),
  administrator(
    'DELETE',
    inAccount('/custom_attribute_definitions/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeDefinition(work, id))
      return noContent(call)
    },
    { summary: 'Removes a custom attribute; stored values stay' },
  ),
]

async function oneDefinition(call: MemberCall, id: number) {
  return attributeDefinition(await loadDefinition(call.ports.db, call.caller.accountId, id))
}

function changesOf(call: MemberCall): DefinitionChanges {
  const body: z.output<typeof attributeDefinitionBody> = parse(
    attributeDefinitionBody,
    unwrap(call.body, 'custom_attribute_definition'),
  )
  return {
    owner: body.attribute_model && OWNERS[body.attribute_model],
    key: body.attribute_key,
    displayName: body.attribute_display_name,
    displayType: body.attribute_display_type,
    description: body.attribute_description,
    choices: body.attribute_values,
    pattern: body.regex_pattern,
    patternCue: body.regex_cue,
    defaultValue: body.default_value,
  }
}
