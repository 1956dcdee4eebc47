import { contactFilesQuery, mergeBody } from '../../../contract/http/contacts.ts'
import { loadContact, mergeContacts } from '../../features/contacts/index.ts'
import { listContactFiles } from '../../features/conversations/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse } from '../parse.ts'
import { contactFile } from '../present/contact-file.ts'
import { shownFor } from '../shown-for.ts'
import { withPlaces } from './contact-list.ts'

// Attachments come a hundred at a time (contract 2.1).
const FILES = 100

/** What is done with whole contacts (contract 2.8). */
export const contactActionRoutes = [
  member('POST', inAccount('/actions/contact_merge'), merge, {
    summary: 'Makes two contacts one',
    body: mergeBody,
    returns: 'contact',
  }),
  member('GET', inAccount('/contacts/:id/attachments'), listFiles, {
    summary: "Lists the files of a contact's conversations that you may see, the newest first",
    query: contactFilesQuery,
    returns: 'contact_attachments',
  }),
]

async function merge(call: Call<MemberCaller>) {
  const { base_contact_id: baseId, mergee_contact_id: mergeeId } = parse(mergeBody, call.body)
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => mergeContacts(work, { baseId, mergeeId }))
  const [shown] = await withPlaces(call, [await loadContact(call.ports.db, accountId, baseId)])
  return shown
}

async function listFiles(call: Call<MemberCaller>) {
  const { page: number = 1 } = parse(contactFilesQuery, call.query)
  const { reader } = call.ports
  const { id } = await loadContact(reader, call.caller.accountId, idOf(call.params['id']))
  const [{ files, total }, shown] = await Promise.all([
    listContactFiles(reader, call.caller, id, { number, size: FILES }),
    shownFor(call, call.caller.accountId),
  ])
  return { meta: { total_count: total }, payload: files.map((one) => contactFile(one, shown)) }
}
