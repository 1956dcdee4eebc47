import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Rule, RuleCondition } from '../../api/automation.ts'
import { useFilterAttributes } from '../filters/attribute-store.ts'
import { keyOfRow, takesValue } from '../filters/filter-keys.ts'
import { useKeyNames } from '../filters/use-key-names.ts'
import { useActionWords } from '../steps/use-action-words.ts'
import { conditionKeys } from './condition-keys.ts'
import { useValueWords } from './use-value-words.ts'
import { withinSentence } from './within-sentence.ts'

/** A rule in the words of whoever looks at it. */
export function useRuleWords() {
  const { t, locale } = useI18n()
  const say = useActionWords()
  const nameOf = useKeyNames()
  const list = useValueWords()
  const attributes = useFilterAttributes()
  const keys = computed(() => conditionKeys('conversation_updated', attributes.all))
  const within = (text: string) => withinSentence(text, locale.value)

  function condition(row: RuleCondition): string {
    const owner = row.custom_attribute_type || null
    const sought = { ...row, values: [], custom_attribute_type: owner }
    const key = keyOfRow(keys.value, sought) ?? { key: row.attribute_key, type: 'text', name: row.attribute_key }
    const name = key.name ? nameOf(key) : within(nameOf(key))
    if (!Array.isArray(row.values)) {
      const { from = [], to = [] } = row.values
      if (from.length === 0) return t('rule.changed.to', { name, to: list(key, to) })
      if (to.length === 0) return t('rule.changed.from', { name, from: list(key, from) })
      return t('rule.changed.between', { name, from: list(key, from), to: list(key, to) })
    }
    const operator = t(`filter.operator.${row.filter_operator}`)
    if (!takesValue(row.filter_operator)) return `${name} ${operator}`
    if (row.filter_operator === 'days_before') return t('rule.older', { name, days: String(row.values[0] ?? '') })
    return `${name} ${operator} ${list(key, row.values)}`
  }

  function conditionsOf(rows: readonly RuleCondition[]): string {
    return rows
      .map((row, index) => {
        const joiner = index < rows.length - 1 ? ` ${t(`filter.${row.query_operator ?? 'and'}`)} ` : ''
        return condition(row) + joiner
      })
      .join('')
  }

  /** "When a message arrives, if content contains “broken”: make it urgent, add label vip". */
  function sentence({ event_name: event, conditions, actions }: Pick<Rule, 'event_name' | 'conditions' | 'actions'>) {
    const parts = {
      when: t(`rule.when.${event}`),
      conditions: conditionsOf(conditions),
      actions: actions.map((one) => within(say(one))).join(', ') || '…',
    }
    return conditions.length > 0 ? t('rule.sentence_if', parts) : t('rule.sentence', parts)
  }
  return { sentence, say }
}
