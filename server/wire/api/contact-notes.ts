import { noteBody } from '../../../contract/http/contacts.ts'
import {
  addNote,
  changeNote,
  listNotes,
  loadNote,
  removeNote,
  type ContactNote,
} from '../../features/contacts/index.ts'
import { listPeople } from '../../features/people/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { contactNote } from '../present/contact-note.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const all = inAccount('/contacts/:id/notes')
const one = `${all}/:note_id`

/** What colleagues write down about a contact (contract 2.8). */
export const contactNoteRoutes = [
  member(
    'GET',
    all,
    async (call) => {
      const notes = await listNotes(call.ports.db, call.caller.accountId, idOf(call.params['id']))
      return present(call, notes)
    },
    { summary: 'Lists the notes about a contact, the newest first', returns: 'notes' },
  ),
  member('GET', one, (call) => show(call, placeOf(call)), { summary: 'Shows a note', returns: 'note' }),
  member(
    'POST',
    all,
    async (call) => {
      const contactId = idOf(call.params['id'])
      const { content } = parse(noteBody, unwrap(call.body, 'note'))
      const { accountId, actor } = call.caller
      const noteId = await call.ports.work(accountId, actor, (work) => addNote(work, contactId, content))
      return show(call, { contactId, noteId })
    },
    { summary: 'Writes a note about a contact', body: noteBody, returns: 'note' },
  ),
  member('PATCH', one, rewrite, { summary: 'Writes a note anew', body: noteBody, returns: 'note' }),
  member('PUT', one, rewrite, { summary: 'Writes a note anew', body: noteBody, returns: 'note' }),
  member(
    'DELETE',
    one,
    async (call) => {
      const { accountId, actor } = call.caller
      await call.ports.work(accountId, actor, (work) => removeNote(work, placeOf(call)))
      return {}
    },
    { summary: 'Removes a note' },
  ),
]

function placeOf(call: MemberCall) {
  return { contactId: idOf(call.params['id']), noteId: idOf(call.params['note_id']) }
}

async function rewrite(call: MemberCall) {
  const { content } = parse(noteBody, unwrap(call.body, 'note'))
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => changeNote(work, placeOf(call), content))
  return show(call, placeOf(call))
}

async function show(call: MemberCall, place: { contactId: number; noteId: number }) {
  const [shown] = await present(call, [await loadNote(call.ports.db, call.caller.accountId, place)])
  return shown
}

async function present(call: MemberCall, notes: ContactNote[]) {
  const authors = notes.flatMap((each) => (each.userId === null ? [] : [each.userId]))
  const [people, shown] = await Promise.all([
    listPeople(call.ports.db, [...new Set(authors)]),
    shownFor(call, call.caller.accountId),
  ])
  const known = new Map(people.map((person) => [person.id, person]))
  return notes.map((each) => contactNote(each, known.get(each.userId ?? 0), shown))
}
