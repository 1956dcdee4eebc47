/** After which conversations a rating is asked for: those that have one of the labels, or none of them. */
export interface SurveyRules {
  operator: 'contains' | 'does_not_contain'
  values: string[]
}

/** Whether a conversation with these labels is one to ask about; without labels in the rules every one is. */
export function isAskedAbout(rules: Partial<SurveyRules> | undefined, labels: string[]): boolean {
  const values = rules?.values ?? []
  if (values.length === 0) return true
  const has = values.some((value) => labels.includes(value))
  return rules?.operator === 'does_not_contain' ? !has : has
}
