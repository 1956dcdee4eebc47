import { request } from './client.ts'
import { upload } from './upload.ts'

/** What a column of a file becomes. */
export interface CsvColumn {
  header: string
  kind: 'detail' | 'additional' | 'custom'
  field: string
}

export interface ImportPreview {
  columns: CsvColumn[]
  total: number
  rows: { line: number; cells: string[] }[]
}

export interface ContactImport {
  id: number
  status: 'pending' | 'processing' | 'completed' | 'failed'
  file_name: string
  total: number
  processed: number
  created: number
  updated: number
  failed: number
  error: string | null
  rejects_url: string | null
  created_at: string
}

export interface ContactExport {
  id: number
  status: 'pending' | 'completed' | 'failed'
  label: string | null
  total: number | null
  byte_size: number | null
  error: string | null
  file_url: string | null
  created_at: string
}

const base = (accountId: number) => `/api/v1/accounts/${accountId}/contacts`

function formOf(file: File): FormData {
  const form = new FormData()
  form.set('import_file', file)
  return form
}

/** What a file would become; nothing is stored. */
export function previewImport(
  accountId: number,
  file: File,
  onProgress: (fraction: number) => void,
): Promise<ImportPreview> {
  return upload(`${base(accountId)}/import?preview=true`, formOf(file), { headers: {}, onProgress })
}

export function startImport(
  accountId: number,
  file: File,
  onProgress: (fraction: number) => void,
): Promise<ContactImport> {
  return upload(`${base(accountId)}/import`, formOf(file), { headers: {}, onProgress })
}

export function fetchImport(accountId: number, id: number): Promise<ContactImport> {
  return request(`${base(accountId)}/imports/${id}`)
}

export async function listImports(accountId: number): Promise<ContactImport[]> {
  return (await request<{ payload: ContactImport[] }>(`${base(accountId)}/imports`)).payload
}

export function startExport(
  accountId: number,
  wanted: { column_names?: string[]; payload?: readonly object[]; label?: string },
): Promise<ContactExport> {
  return request(`${base(accountId)}/export`, { method: 'POST', body: wanted })
}

export async function listExports(accountId: number): Promise<ContactExport[]> {
  return (await request<{ payload: ContactExport[] }>(`${base(accountId)}/exports`)).payload
}
