import { exportBody, importBody, importQuery } from '../../../contract/http/contacts.ts'
import { invalid } from '../../kernel/refusal.ts'
import {
  inspectCsv,
  listExports,
  listImports,
  loadImport,
  startExport,
  startImport,
} from '../../features/contact-transfer/index.ts'
import { Upload } from '../../platform/http/multipart.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { filterRows } from '../filter-rows.ts'
import { idOf, parse } from '../parse.ts'
import { permitted } from '../permitted.ts'
import { contactExport, contactImport, importPreview } from '../present/contact-transfer.ts'
import { shownTo } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const LATEST = 50

/** Contacts from and into files (contract 2.8); how far they are is our addition. */
export const contactTransferRoutes = [
  member('POST', inAccount('/contacts/import'), permitted('contact_manage', importFile), {
    summary: 'Imports contacts from a CSV file, or shows what it would become',
    body: importBody,
    query: importQuery,
    returns: 'contact_import|contact_import_preview',
  }),
  member('GET', inAccount('/contacts/imports'), permitted('contact_manage', imports), {
    summary: 'Lists the latest imports of contacts',
    returns: 'contact_imports',
  }),
  member('GET', inAccount('/contacts/imports/:import_id'), permitted('contact_manage', oneImport), {
    summary: 'Shows how far an import is',
    returns: 'contact_import',
  }),
  member('POST', inAccount('/contacts/export'), permitted('contact_manage', exportFile), {
    summary:
      'Writes the contacts that one can write to, or those of them that match filter rows or a label, into a CSV file',
    body: exportBody,
    returns: 'contact_export',
  }),
  member('GET', inAccount('/contacts/exports'), permitted('contact_manage', exports), {
    summary: 'Lists your latest exports with links to their files',
    returns: 'contact_exports',
  }),
]

function ownerOf({ caller }: MemberCall) {
  return { accountId: caller.accountId, userId: caller.actor.userId }
}

async function imports(call: MemberCall) {
  const latest = await listImports(call.ports.db, call.caller.accountId, LATEST)
  return { payload: latest.map((one) => contactImport(one, shownTo(call))) }
}

async function exports(call: MemberCall) {
  const latest = await listExports(call.ports.db, ownerOf(call), LATEST)
  return { payload: latest.map((one) => contactExport(one, shownTo(call))) }
}

async function oneImport(call: MemberCall) {
  return showImport(call, idOf(call.params['import_id']))
}

async function importFile(call: MemberCall) {
  const { preview } = parse(importQuery, call.query)
  const { import_file: upload } = parse(importBody, call.body)
  if (!(upload instanceof Upload)) throw invalid('import_file', 'import_file must be an uploaded CSV file')
  const { accountId, actor } = call.caller
  const { blob, fileName } = upload
  const inspected = await inspectCsv(call.ports.blobs, blob)
  if (preview) {
    await call.ports.blobs.delete(blob.key)
    return importPreview(inspected)
  }
  const id = await call.ports.work(accountId, actor, (work) => startImport(work, { blob, fileName, inspected }))
  return showImport(call, id)
}

async function showImport(call: MemberCall, id: number) {
  return contactImport(await loadImport(call.ports.db, call.caller.accountId, id), shownTo(call))
}

async function exportFile(call: MemberCall) {
  const body = parse(exportBody, call.body)
  const { accountId, actor } = call.caller
  const wanted = {
    columnNames: body.column_names,
    filter: filterRows({ payload: body.payload ?? [] }),
    label: body.label,
  }
  await call.ports.work(accountId, actor, (work) => startExport(work, actor, wanted))
  const [latest] = await listExports(call.ports.db, ownerOf(call), 1)
  return latest && contactExport(latest, shownTo(call))
}
