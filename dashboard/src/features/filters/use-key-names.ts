import { useI18n } from 'vue-i18n'
import type { FilterKey } from './filter-keys.ts'

/** What a key is called. */
export function useKeyNames() {
  const { t } = useI18n()
  return (key: FilterKey): string => {
    const name = key.name ?? t(`filter.key.${key.key}`)
    return key.owner === 'contact_attribute' ? t('filter.of_customer', { name }) : name
  }
}
