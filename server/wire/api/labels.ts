import type { z } from 'zod'
import { labelChangesBody, newLabelBody } from '../../../contract/http/labels.ts'
import { notAllowed } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  changeLabel,
  createLabel,
  listLabels,
  loadLabel,
  removeLabel,
  type LabelChanges,
} from '../../features/labels/index.ts'
import { administrator, inAccount, memberOrBot, type MemberOrBotCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { label } from '../present/kept.ts'

/** The labels of an account (contract 2.7). */
export const labelRoutes = [
  memberOrBot(
    'GET',
    inAccount('/labels'),
    async (call) => ({ payload: (await listLabels(call.ports.db, call.caller.accountId)).map(label) }),
    { summary: 'Lists the labels of the account', returns: 'labels' },
  ),
  administrator('GET', inAccount('/labels/:id'), (call) => oneLabel(call, idOf(call.params['id'])), {
    summary: 'Shows a label',
    returns: 'label',
  }),
  // Of people only administrators create labels; a bot is trusted like one (contract 2.1).
  memberOrBot(
    'POST',
    inAccount('/labels'),
    async (call) => {
      const body = parse(newLabelBody, unwrap(call.body, 'label'))
      const { accountId, actor } = call.caller
      if (actor.kind === 'agent' && actor.role !== 'administrator') throw notAllowed()
      return oneLabel(call, await call.ports.work(accountId, actor, (work) => createLabel(work, changesOf(body))))
    },
    { summary: 'Creates a label', body: newLabelBody, returns: 'label' },
  ),
  administrator(
    'PATCH',
    inAccount('/labels/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const body = parse(labelChangesBody, unwrap(call.body, 'label'))
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => changeLabel(work, id, changesOf(body)))
      return oneLabel(call, id)
    },
    {
      summary: 'Changes a label; conversations and contacts that carry it follow its title',
      body: labelChangesBody,
      returns: 'label',
    },
  ),
  administrator(
    'DELETE',
    inAccount('/labels/:id'),
    async (call) => {
      const id = idOf(call.params['id'])
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => removeLabel(work, id))
      return {}
    },
    { summary: 'Removes a label, also from the conversations and contacts that carry it' },
  ),
]

async function oneLabel(call: Call<MemberOrBotCaller>, id: number) {
  return label(await loadLabel(call.ports.db, call.caller.accountId, id))
}

function changesOf(body: z.output<typeof labelChangesBody>): LabelChanges {
  const { title, description, color, show_on_sidebar: showOnSidebar } = body
  return { title, description, color, showOnSidebar }
}
