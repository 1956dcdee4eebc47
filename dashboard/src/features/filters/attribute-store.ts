import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { listAttributeDefinitions } from '../../api/filters.ts'
import type { AttributeDefinition } from '../../api/filters.ts'
import { accountId } from '../../session/current-account.ts'

/** The custom attributes that filters can ask about. */
export const useFilterAttributes = defineStore('filter-attributes', () => {
  const all = shallowRef<AttributeDefinition[]>([])

  async function load(): Promise<void> {
    all.value = await listAttributeDefinitions(accountId.value)
  }
  return { all, load }
})
