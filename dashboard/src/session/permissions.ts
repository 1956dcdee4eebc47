import { accountId } from './current-account.ts'
import { useSession } from './session-store.ts'

/** Whether the person signed in runs the account that is open. */
export function isAdministrator(): boolean {
  return useSession().membership(accountId.value)?.role === 'administrator'
}

/** Whether they may bring contacts in and take them out: administrators, and whose custom role allows it. */
export function mayTransferContacts(): boolean {
  const permissions = useSession().membership(accountId.value)?.permissions ?? []
  return isAdministrator() || permissions.includes('contact_manage')
}
