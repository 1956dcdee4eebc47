import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { listTeams } from '../../api/teams.ts'
import type { Team } from '../../api/wire.ts'
import { accountId } from '../../session/current-account.ts'

/** The teams of the account. */
export const useTeams = defineStore('teams', () => {
  const all = shallowRef<Team[]>([])
  const byId = computed(() => new Map(all.value.map((one) => [one.id, one])))

  async function load(): Promise<void> {
    all.value = await listTeams(accountId.value)
  }
  return { all, byId, load }
})
