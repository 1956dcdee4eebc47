import { z } from 'zod'

/** A switch: true/false, 1/0, yes/no, on/off, in any case. */
export function yesOrNo() {
  return z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] })
}

/** A comma-separated list with at least one item; spaces around items and repeated items do not matter. */
export function listOf<S extends z.ZodType<unknown, string>>(item: S) {
  return z
    .string()
    .transform((text) => [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== ''))
    .pipe(z.array(item).min(1))
}
