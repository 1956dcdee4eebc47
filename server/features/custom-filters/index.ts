export type { CustomFilter } from './custom-filter.ts'
export { listCustomFilters, loadCustomFilter } from './custom-filter-store.ts'
export { changeCustomFilter, removeCustomFilter, saveCustomFilter, type SavedQuery } from './save-custom-filter.ts'
