const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/**
 * Which part of a text between bars belongs to a number, by the rules of the language (CLDR, through Intl.PluralRules). The parts
 * stand in the order zero, one, two, few, many, other, as many as the language has; one part more in front is for exactly 0. */
export function pluralRule(locale: string): (count: number, parts: number) => number {
  const rules = new Intl.PluralRules(locale)
  const { pluralCategories } = rules.resolvedOptions()
  const forms = ORDER.filter((one) => pluralCategories.includes(one))
  return (count, parts) => {
    const hasNone = parts === forms.length + 1
    if (hasNone && count === 0) return 0
    const form = forms.indexOf(rules.select(count)) + (hasNone ? 1 : 0)
    return Math.min(form, parts - 1)
  }
}
