import { useI18n } from 'vue-i18n'
import type { FilterValue } from '../../api/filters.ts'
import { useFilterChoices } from '../filters/filter-choices.ts'
import { isChosen } from '../filters/filter-keys.ts'
import type { FilterKey } from '../filters/filter-keys.ts'
import { withinSentence } from './within-sentence.ts'

/** The values of a condition, as they are said within a sentence. */
export function useValueWords() {
  const { t, locale } = useI18n()
  const choicesOf = useFilterChoices()
  const within = (text: string) => withinSentence(text, locale.value)

  function word(key: FilterKey, one: FilterValue): string {
    if (key.type === 'flag') return within(t(String(one) === 'true' ? 'filter.yes' : 'filter.no'))
    if (!isChosen(key)) return t('rule.quoted', { text: String(one) })
    if (one === 'nil') return within(t('priority.none'))
    const label = choicesOf(key).find((choice) => String(choice.value) === String(one))?.label
    if (label !== undefined) return ['status', 'priority', 'direction'].includes(key.type) ? within(label) : label
    return key.type === 'list' || key.type === 'label' ? String(one) : t('rule.gone')
  }
  return (key: FilterKey, all: readonly FilterValue[]): string =>
    all.map((one) => word(key, one)).join(` ${t('filter.or')} `) || '…'
}
