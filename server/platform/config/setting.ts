import type { z } from 'zod'

/** One setting: its environment variable, the sentence of the reference page, and how its text becomes a value. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  readonly env: string
  readonly sentence: string
  /** Receives the text of the variable; an absent or empty variable never reaches it. */
  readonly schema: S
  /** The value when the variable is absent; leave it out for a setting that may be missing. */
  readonly default?: z.output<S> | undefined
  /** A secret value is never shown, neither in errors nor by `doctor`. */
  readonly secret?: boolean
  readonly example?: string
  /** What is accepted, in words, where the schema cannot say it by itself. */
  readonly values?: string
}

/** The settings of one slice, by the name the code uses. */
export type SettingsGroup = Readonly<Record<string, Setting>>

/** The settings of all slices, by slice. */
export type SettingsGroups = Readonly<Record<string, SettingsGroup>>

type Optional<S> = S extends { default: infer D } ? (undefined extends D ? undefined : never) : undefined

/** The parsed values of one group; a setting without a default may be undefined. */
export type SettingsOf<G extends SettingsGroup> = {
  readonly [K in keyof G]: z.output<G[K]['schema']> | Optional<G[K]>
}

/** The parsed values of all groups, by slice. */
export type SettingsOfAll<G extends SettingsGroups> = { readonly [K in keyof G]: SettingsOf<G[K]> }

/** Declares the settings of a slice; the compiler holds each default against its schema. */
export function defineSettings<G extends SettingsGroup>(
  group: G & { readonly [K in keyof G]: { readonly default?: z.output<G[K]['schema']> } },
): G {
  return group
}
