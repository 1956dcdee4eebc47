/** How the bubble stands on the page; the words of the contract (6.1). */
export interface LauncherOptions {
  position: 'right' | 'left'
  type: 'standard' | 'expanded_bubble'
  launcherTitle: string
  locale: string
  darkMode: 'light' | 'auto'
}

export const usualLauncher: LauncherOptions = {
  position: 'right',
  type: 'standard',
  launcherTitle: '',
  locale: '',
  darkMode: 'light',
}

/** The server's snippet with what differs from the usual launcher written into its settings. */
export function withLauncher(snippet: string, options: LauncherOptions): string {
  const differing = Object.entries(options).filter(
    ([key, value]) => value !== usualLauncher[key as keyof LauncherOptions] && value.trim() !== '',
  )
  // "<" is escaped, so that a title cannot end the script it stands in.
  const quoted = (value: string) => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
  const words = differing.map(([key, value]) => `${key}: ${quoted(value)}`).join(', ')
  return words === ''
    ? snippet
    : snippet.replace(/(porchlightSettings = \{)(.*?)( \})/, (_, a, b, c) => `${a}${b}, ${words}${c}`)
}
