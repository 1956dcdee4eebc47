import { expectation } from './expectation.ts'
import type { Environment } from './environment.ts'
import type { Setting, SettingsGroups, SettingsOfAll } from './setting.ts'
import { showValue } from './show-value.ts'
import { StartError } from './start-error.ts'

/** All mistakes of the environment at once, one line each; secrets are masked. */
export class SettingsError extends StartError {
  override readonly name = 'SettingsError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? 'A setting is' : `${mistakes.length} settings are`
    super([`${count} wrong:`, ...mistakes.map((mistake) => `  ${mistake}`)].join('\n'))
    this.mistakes = mistakes
  }
}

type Reading = { value: unknown } | { mistake: string }

/** Reads every group from the environment; unknown variables are ignored and an empty one counts as absent. Throws SettingsError. */
export function readSettings<G extends SettingsGroups>(env: Environment, groups: G): SettingsOfAll<G> {
  const mistakes: string[] = []
  const values: Record<string, Record<string, unknown>> = {}
  for (const [slice, group] of Object.entries(groups)) {
    const parsed: Record<string, unknown> = {}
    for (const [name, setting] of Object.entries(group)) {
      const reading = readSetting(env, setting)
      if ('mistake' in reading) mistakes.push(reading.mistake)
      else parsed[name] = reading.value
    }
    values[slice] = parsed
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes)
  return values as SettingsOfAll<G>
}

/** Whether the environment sets this variable; an empty or blank one counts as absent. */
export function isGiven(env: Environment, setting: Setting): boolean {
  return (env[setting.env] ?? '').trim() !== ''
}

function readSetting(env: Environment, setting: Setting): Reading {
  if (!isGiven(env, setting)) return { value: setting.default }
  const text = env[setting.env]
  const result = setting.schema.safeParse(text)
  if (result.success) return { value: result.data }
  const reasons = result.error.issues.filter((issue) => issue.code === 'custom').map((issue) => issue.message)
  return { mistake: mistake(setting, text, reasons) }
}

function mistake(setting: Setting, text: string | undefined, reasons: string[]): string {
  const given = setting.secret ? 'its value (hidden)' : `"${showValue(setting, text)}"`
  const expected = [`expected ${expectation(setting)}`, ...reasons].join('; ')
  const example = setting.example ? `, for example ${setting.env}=${setting.example}` : ''
  const otherwise =
    setting.default === undefined ? 'leave it out' : `leave it out to use ${showValue(setting, setting.default)}`
  return `${setting.env}: ${given} is not accepted, ${expected}. Correct it${example}, or ${otherwise}.`
}
