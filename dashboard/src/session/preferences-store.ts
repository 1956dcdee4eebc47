import { defineStore } from 'pinia'
import { onRecalledElsewhere, recall, remember } from './remember.ts'

export type Theme = 'system' | 'light' | 'dark'

interface Preferences {
  theme: Theme
  compact: boolean
  sound: boolean
  /** Notes outside the page, while a tab is open and nobody looks at it. */
  desktopNotes: boolean
  /** Seconds in which a sent reply can be taken back. */
  undoSend: 0 | 5 | 8 | 15
  /** After resolving, open the next conversation of the list instead of staying. */
  moveOn: boolean
  showDetails: boolean
  narrowNavigation: boolean
  /** Groups of the navigation that are folded away. */
  foldedGroups: string[]
  listWidth: number
}

const KEY = 'preferences'
const defaults: Preferences = {
  theme: 'system',
  compact: false,
  sound: false,
  desktopNotes: false,
  undoSend: 8,
  moveOn: true,
  showDetails: true,
  narrowNavigation: false,
  foldedGroups: [],
  listWidth: 340,
}

/** How this browser likes to show things; nothing here concerns the server. */
export const usePreferences = defineStore('preferences', {
  state: (): Preferences => ({ ...defaults, ...recall<Partial<Preferences>>(KEY, {}) }),
  actions: {
    start() {
      this.paint()
      this.$subscribe((_, state) => {
        remember(KEY, { ...state })
        this.paint()
      })
      onRecalledElsewhere(KEY, () => this.$patch(recall<Partial<Preferences>>(KEY, {})))
    },
    paint() {
      if (this.theme === 'system') delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = this.theme
    },
  },
})
