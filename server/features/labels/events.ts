/** What happens to labels that others carry: the types of their events. */
export type LabelEvent = 'label.renamed' | 'label.removed'
