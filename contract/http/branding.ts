import { z } from 'zod'
import { flag, text, textOrNone } from './fields.ts'

const flagOrNone = z.preprocess((value) => (value === 'null' ? null : value), flag.nullable())

/** PATCH ~/branding, ours. Null gives a value back to the environment; pictures are uploads, or null to take one away. */
export const brandingBody = z.object({
  installation_name: textOrNone.optional(),
  accent: textOrNone.optional(),
  widget_color: textOrNone.optional(),
  powered_by: flagOrNone.optional(),
  logo: z.unknown().optional(),
  logo_dark: z.unknown().optional(),
  thumbnail: z.unknown().optional(),
  favicon: z.unknown().optional(),
})

/** GET ~/branding/tones, ours. */
export const tonesQuery = z.object({ accent: text })
