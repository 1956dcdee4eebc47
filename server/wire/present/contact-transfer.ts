import {
  transferLink,
  type ContactExport,
  type ContactImport,
  type InspectedCsv,
} from '../../features/contact-transfer/index.ts'
import { iso, type Shown } from './shown.ts'

/** An import of contacts: how far it is (ours). */
export function contactImport(one: ContactImport, shown: Shown) {
  const rejects = { kind: 'import', id: one.id, name: 'rejected.csv' } as const
  return {
    id: one.id,
    status: one.status,
    file_name: one.fileName,
    columns: one.columns,
    total: one.total,
    processed: one.processed,
    created: one.created,
    updated: one.updated,
    failed: one.failed,
    error: one.error,
    rejects_url: one.failed > 0 ? `${shown.origin}${transferLink(shown.secrets, rejects, shown.now)}` : null,
    created_at: iso(one.createdAt),
    finished_at: iso(one.finishedAt),
  }
}

/** What a file would become (ours). */
export function importPreview(one: InspectedCsv) {
  return {
    delimiter: one.start.delimiter,
    columns: one.columns,
    total: one.total,
    rows: one.firstRows.map(({ line, cells }) => ({ line, cells })),
  }
}

/** An export of contacts, with a link to its file while that is there (ours). */
export function contactExport(one: ContactExport, shown: Shown) {
  const file = { kind: 'export', id: one.id, name: 'contacts.csv' } as const
  return {
    id: one.id,
    status: one.status,
    column_names: one.columnNames,
    label: one.label,
    total: one.total,
    byte_size: one.byteSize,
    error: one.error,
    file_url: one.blobKey ? `${shown.origin}${transferLink(shown.secrets, file, shown.now)}` : null,
    created_at: iso(one.createdAt),
    finished_at: iso(one.finishedAt),
  }
}
