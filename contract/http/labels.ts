import { z } from 'zod'
import { flag, list, text, textOrNone } from './fields.ts'

/** PATCH ~/labels/:id (contract 2.7). */
export const labelChangesBody = z.object({
  title: text.optional(),
  description: textOrNone.optional(),
  color: text.optional(),
  show_on_sidebar: flag.optional(),
})

/** POST ~/labels. */
export const newLabelBody = labelChangesBody.extend({ title: text })

/** POST ~/conversations/:id/labels and ~/contacts/:id/labels: the whole list; one empty text is how a form says none. */
export const carriedLabelsBody = z.object({
  labels: z.preprocess((value) => (value === '' || value === null ? [] : value), list(text)),
})
