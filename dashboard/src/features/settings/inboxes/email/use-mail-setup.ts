import { onMounted, ref, shallowRef } from 'vue'
import { showMailSetup } from '../../../../api/mail.ts'
import type { MailSetup } from '../../../../api/mail.ts'
import { accountId } from '../../../../session/current-account.ts'

/** What the installation has for mail, which decides what is offered. */
export function useMailSetup() {
  const setup = shallowRef<MailSetup | null>(null)
  const failure = ref<unknown>(null)

  async function load(): Promise<void> {
    failure.value = null
    try {
      setup.value = await showMailSetup(accountId.value)
    } catch (error) {
      failure.value = error
    }
  }
  onMounted(load)
  return { setup, failure, load }
}
