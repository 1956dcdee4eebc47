import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { listDashboardApps } from '../../api/customer.ts'
import type { DashboardApp } from '../../api/customer.ts'
import { accountId } from '../../session/current-account.ts'

/** Pages of other programs that an account shows beside its conversations. */
export const useApps = defineStore('apps', () => {
  const all = shallowRef<DashboardApp[]>([])
  let loadedFor = 0

  async function ensure(): Promise<void> {
    if (loadedFor === accountId.value) return
    loadedFor = accountId.value
    await listDashboardApps(accountId.value).then(
      (found) => (all.value = found),
      () => (loadedFor = 0),
    )
  }
  return { all, ensure }
})
