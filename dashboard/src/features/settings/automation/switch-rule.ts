import type { Rule, RuleInput } from '../../../api/automation.ts'
import { showToast } from '../../../ui/toast-store.ts'
import { useUndo } from '../../conversations/undo-store.ts'
import type { Collection } from '../collection.ts'

/** Switches a rule on or off at once; it can be taken back, and is as it was when the server refuses. */
export function switchRule(list: Collection<Rule, RuleInput>, rule: Rule, active: boolean): void {
  list.put({ ...rule, active, broken_reason: null })
  void list.patch(rule.id, { active }).catch((error: unknown) => {
    list.put(rule)
    showToast({ text: 'rule.not_switched', values: { name: rule.name }, cause: error, tone: 'danger' })
  })
  const run = () => switchRule(list, { ...rule, active }, !active)
  if (active) useUndo().offer({ text: 'rule.switched_on', values: { name: rule.name }, run })
  else useUndo().offer({ text: 'rule.switched_off', values: { name: rule.name }, run })
}
