import { bootConfig } from '../../session/boot-config.ts'
import { accountId } from '../../session/current-account.ts'
import { copyText } from '../../ui/copy-text.ts'
import { showToast } from '../../ui/toast-store.ts'

/** Copies the address of a conversation, as a colleague can open it. */
export async function copyLinkTo(id: number): Promise<void> {
  const base = bootConfig.base.replace(/\/$/, '')
  const address = new URL(`${base}/app/accounts/${accountId.value}/conversations/${id}`, location.origin).href
  if (await copyText(address)) showToast({ text: 'toast.copied', tone: 'plain' })
}
