import { watchEffect, ref } from 'vue'
import type { Preferences, WidgetConfig } from '../conversation/widget-config.ts'

/** Light or dark, and the shades of the brand colour, which the server has made readable on both. */
export function dress(preferences: Preferences, tones: WidgetConfig['tones']): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const systemIsDark = ref(system.matches)
  system.addEventListener('change', () => (systemIsDark.value = system.matches))
  const { style, dataset } = document.documentElement
  style.setProperty('--brand', tones.brand)
  style.setProperty('--on-brand', tones.onBrand)
  style.setProperty('--brand-deep', tones.brandDeep)
  watchEffect(() => {
    const dark = preferences.darkMode === 'dark' || (preferences.darkMode === 'auto' && systemIsDark.value)
    const theme = dark ? 'dark' : 'light'
    dataset.theme = theme
    style.setProperty('--accent', tones[theme])
  })
}
