import { request } from './client.ts'
import type { Label } from './wire.ts'

export async function listLabels(accountId: number): Promise<Label[]> {
  const answer = await request<{ payload: Label[] }>(`/api/v1/accounts/${accountId}/labels`)
  return answer.payload
}

export function createLabel(accountId: number, title: string, color: string): Promise<Label> {
  const body = { title, color, show_on_sidebar: true }
  return request(`/api/v1/accounts/${accountId}/labels`, { method: 'POST', body })
}
