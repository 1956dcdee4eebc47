import type { Environment } from './environment.ts'
import { isGiven } from './read-settings.ts'
import type { SettingsGroups, SettingsOfAll } from './setting.ts'
import { showValue } from './show-value.ts'

/** One line of `doctor`: a setting as it is in force, secrets hidden. */
export interface EffectiveSetting {
  readonly slice: string
  readonly name: string
  readonly value: string
  readonly source: 'environment' | 'default'
}

/** Lists every setting with the value in force and where it came from. */
export function effectiveSettings<G extends SettingsGroups>(
  groups: G,
  values: SettingsOfAll<G>,
  env: Environment,
): EffectiveSetting[] {
  const inForce: Record<string, Record<string, unknown>> = values
  return Object.entries(groups).flatMap(([slice, group]) =>
    Object.entries(group).map(([name, setting]) => ({
      slice,
      name: setting.env,
      value: showValue(setting, inForce[slice]?.[name]),
      source: isGiven(env, setting) ? ('environment' as const) : ('default' as const),
    })),
  )
}
