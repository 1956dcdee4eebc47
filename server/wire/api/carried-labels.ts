import { carriedLabelsBody } from '../../../contract/http/labels.ts'
import { loadContact, setContactLabels } from '../../features/contacts/index.ts'
import { loadConversation, loadForChange, setLabels } from '../../features/conversations/index.ts'
import { inAccount, member, memberOrBot } from '../access.ts'
import { idOf, parse } from '../parse.ts'

/** The labels that conversations and contacts carry (contract 2.8, 2.9). */
export const carriedLabelRoutes = [
  memberOrBot(
    'GET',
    inAccount('/conversations/:number/labels'),
    async (call) => {
      const { labels } = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
      return { payload: labels }
    },
    { summary: 'Lists the labels of a conversation', returns: 'carried_labels' },
  ),
  memberOrBot(
    'POST',
    inAccount('/conversations/:number/labels'),
    async (call) => {
      const { labels } = parse(carriedLabelsBody, call.body)
      const { accountId, actor } = call.caller
      const number = idOf(call.params['number'])
      await call.ports.work(accountId, actor, async (work) =>
        setLabels(work, await loadForChange(work, actor, number), labels),
      )
      return { payload: (await loadConversation(call.ports.db, call.caller, number)).labels }
    },
    { summary: 'Replaces the labels of a conversation', body: carriedLabelsBody, returns: 'carried_labels' },
  ),
  member(
    'GET',
    inAccount('/contacts/:id/labels'),
    async (call) => {
      const { labels } = await loadContact(call.ports.db, call.caller.accountId, idOf(call.params['id']))
      return { payload: labels }
    },
    { summary: 'Lists the labels of a contact', returns: 'carried_labels' },
  ),
  member(
    'POST',
    inAccount('/contacts/:id/labels'),
    async (call) => {
      const { labels } = parse(carriedLabelsBody, call.body)
      const { accountId, actor } = call.caller
      const id = idOf(call.params['id'])
      await call.ports.work(accountId, actor, (work) => setContactLabels(work, id, labels))
      return { payload: (await loadContact(call.ports.db, accountId, id)).labels }
    },
    { summary: 'Replaces the labels of a contact', body: carriedLabelsBody, returns: 'carried_labels' },
  ),
]
