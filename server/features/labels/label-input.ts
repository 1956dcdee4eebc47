import { labelTitle } from '../../kernel/label.ts'
import { invalid } from '../../kernel/refusal.ts'

/** What may be said of a label; what is absent stays. */
export interface LabelChanges {
  title?: string | undefined
  description?: string | null | undefined
  color?: string | undefined
  showOnSidebar?: boolean | undefined
}

/** The columns that the changes name; refuses what does not fit by its field. */
export function labelColumns(changes: LabelChanges) {
  const { title, description, color, showOnSidebar } = changes
  const columns = {
    title: title === undefined ? undefined : labelTitle(title, 'title'),
    description: description === undefined ? undefined : descriptionOf(description),
    color: color === undefined ? undefined : colorOf(color),
    show_on_sidebar: showOnSidebar,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as typeof columns
}

function descriptionOf(text: string | null): string | null {
  const trimmed = text?.trim() || null
  if (trimmed && trimmed.length > 1000) throw invalid('description', 'description must have at most 1000 characters')
  return trimmed
}

function colorOf(text: string): string {
  if (!/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text.trim())) throw invalid('color', 'color must look like #1f93ff')
  return text.trim().toLowerCase()
}
