import { expectation } from './expectation.ts'
import type { Setting, SettingsGroup, SettingsGroups } from './setting.ts'
import { showValue } from './show-value.ts'

/** The Markdown reference of all settings: one heading and one table per slice, in the order given. */
export function describeSettings(groups: SettingsGroups): string {
  return Object.entries(groups)
    .filter(([, group]) => Object.keys(group).length > 0)
    .map(([slice, group]) => `## ${slice}\n\n${table(group)}\n`)
    .join('\n')
}

function table(group: SettingsGroup): string {
  const rows = Object.values(group).map(
    (setting) =>
      `| \`${setting.env}\` | ${cell(meaning(setting))} | ${cell(byDefault(setting))} | ${cell(expectation(setting))} |`,
  )
  return ['| Name | What it does | Default | Values |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function meaning(setting: Setting): string {
  const example = setting.example ? ` Example: \`${setting.example}\`.` : ''
  return `${setting.sentence}${example}${setting.secret ? ' Secret.' : ''}`
}

function byDefault(setting: Setting): string {
  return setting.default === undefined ? 'none' : `\`${showValue(setting, setting.default)}\``
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s*\n\s*/g, ' ')
}
