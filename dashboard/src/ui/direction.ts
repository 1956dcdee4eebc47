/** The direction of the page, for what is drawn outside of its tree. */
export function pageDirection(): 'ltr' | 'rtl' {
  return isRightToLeft() ? 'rtl' : 'ltr'
}

/** Whether the lines of the language on the page run from right to left. */
export function isRightToLeft(): boolean {
  return document.documentElement.dir === 'rtl'
}

/** A way to the right on the screen as a way along the line, or the other way round: the arrow keys and the pointer know only the screen. */
export function alongLine(way: number): number {
  return isRightToLeft() ? -way : way
}

/** The arrow keys that go back and on along the line. */
export function lineArrows(): { back: string; on: string } {
  return isRightToLeft() ? { back: '→', on: '←' } : { back: '←', on: '→' }
}
