import { watchEffect, ref } from 'vue'
import type { Preferences } from '../conversation/widget-config.ts'
import { mix, readableOn, textShade } from '../ui/colour.ts'

/** Of the backgrounds in `tokens.css` the one that is harder to read on; the brand colour is made readable on it. */
const papers = { light: '#faf8f4', dark: '#202227' }

/** Light or dark, and all shades that come from the brand colour. */
export function dress(preferences: Preferences, brand: string): void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const systemIsDark = ref(system.matches)
  system.addEventListener('change', () => (systemIsDark.value = system.matches))
  const { style, dataset } = document.documentElement
  watchEffect(() => {
    const dark = preferences.darkMode === 'dark' || (preferences.darkMode === 'auto' && systemIsDark.value)
    const theme = dark ? 'dark' : 'light'
    dataset.theme = theme
    style.setProperty('--brand', brand)
    style.setProperty('--on-brand', readableOn(brand))
    style.setProperty('--brand-deep', mix(brand, readableOn(brand) === '#ffffff' ? '#000000' : '#ffffff', 0.14))
    style.setProperty('--accent', textShade(brand, papers[theme]))
  })
}
