import { contrast, hexOf, lchOf, type Lch } from './colour.ts'

/** WCAG 2.2, 1.4.3: text. */
const TEXT = 4.5
/** WCAG 2.2, 1.4.11: what one must see to use it. */
const SHAPE = 3
/** How far a button's colour moves under the pointer. */
const HOVER_STEP = 0.06
const STEP = 0.005
const WHITE = '#ffffff'
const NIGHT = '#120d06'

/** What an accent becomes in one theme of the dashboard. */
export interface Shades {
  /** Fills: buttons, switches, focus rings. */
  accent: string
  /** The same under the pointer. */
  accentStrong: string
  /** Text and icons on both. */
  onAccent: string
  /** Accent-coloured text and links. */
  accentInk: string
  /** A breath of it, behind what is chosen. */
  accentWash: string
}

/** An accent made usable in light and dark. `glow` is the colour as it was chosen: it is only ever an ornament. */
export interface Tones {
  light: Shades
  dark: Shades
  glow: string
}

interface Theme {
  /** Where text in the accent's colour stands; dashboard/src/ui/tokens.css has the same values, and a test compares them. */
  grounds: string[]
  /** Text that stands on the wash. */
  inks: string[]
  wash: Pick<Lch, 'lightness' | 'chroma'>
}

/** The grounds and inks of the dashboard, by theme. */
export const THEMES: { light: Theme; dark: Theme } = {
  light: {
    grounds: ['#f5f4f1', '#ffffff', '#f6f4f0', '#efede8', '#fef7d7', '#f1efeb'],
    inks: ['#1d1b18', '#4f4a44', '#69635b'],
    wash: { lightness: 0.965, chroma: 0.028 },
  },
  dark: {
    grounds: ['#131211', '#191817', '#211f1e', '#201e1d', '#1f1e1c', '#2d2a28', '#2a2512', '#242221'],
    inks: ['#f0eeea', '#bdb7af', '#9b948b'],
    wash: { lightness: 0.26, chroma: 0.03 },
  },
}

/** All shades of an accent, readable whatever it is: lightness moves until it is, hue stays. */
export function tonesOf(accent: string): Tones {
  return { light: shadesOf(accent, THEMES.light), dark: shadesOf(accent, THEMES.dark), glow: accent }
}

function shadesOf(accent: string, theme: Theme): Shades {
  const accentWash = washOf(accent, theme)
  const grounds = [...theme.grounds, accentWash]
  const fill = nearest(accent, (colour) => {
    const { accentStrong, onAccent } = pressed(colour)
    const isSeen = theme.grounds.every((ground) => contrast(colour, ground) >= SHAPE)
    return isSeen && [colour, accentStrong].every((under) => contrast(onAccent, under) >= TEXT)
  })
  const accentInk = nearest(accent, (colour) => grounds.every((ground) => contrast(colour, ground) >= TEXT))
  return { accent: fill, ...pressed(fill), accentInk, accentWash }
}

/** What stands on a fill, and the fill under the pointer, which moves away from it. */
function pressed(fill: string): Pick<Shades, 'accentStrong' | 'onAccent'> {
  const onAccent = contrast(fill, WHITE) >= TEXT || contrast(fill, WHITE) >= contrast(fill, NIGHT) ? WHITE : NIGHT
  const tone = lchOf(fill)
  const away = tone.lightness + (onAccent === WHITE ? -HOVER_STEP : HOVER_STEP)
  // Black and white have only one way to go.
  const lightness = away < 0 || away > 1 ? 2 * tone.lightness - away : away
  return { accentStrong: hexOf({ ...tone, lightness }), onAccent }
}

function washOf(accent: string, { inks, wash }: Theme): string {
  const { chroma, hue } = lchOf(accent)
  const colour = hexOf({ lightness: wash.lightness, chroma: Math.min(chroma, wash.chroma), hue })
  return nearest(colour, (shade) => inks.every((ink) => contrast(ink, shade) >= TEXT))
}

/** The shade of a colour nearest to it that will do; the ends, black and white, are tried last. */
function nearest(colour: string, willDo: (shade: string) => boolean): string {
  if (willDo(colour)) return colour
  const tone = lchOf(colour)
  for (let distance = STEP; distance <= 1; distance += STEP) {
    for (const lightness of [tone.lightness - distance, tone.lightness + distance]) {
      if (lightness < 0 || lightness > 1) continue
      const shade = hexOf({ ...tone, lightness })
      if (willDo(shade)) return shade
    }
  }
  return [WHITE, '#000000'].find(willDo) ?? colour
}

/** What a website's colour becomes in the widget's window. */
export interface WidgetTones {
  brand: string
  brandDeep: string
  onBrand: string
  /** Coloured text, in light and in dark. */
  light: string
  dark: string
}

/** The widget's grounds; widget/src/ui/tokens.css has the same values, and a test compares them. */
export const WIDGET_GROUNDS = { light: ['#faf8f4', '#ffffff'], dark: ['#17181b', '#202227'] }

/** All shades of a website's colour, readable whatever it is. */
export function widgetTonesOf(colour: string): WidgetTones {
  const reads = (grounds: string[]) => (shade: string) => grounds.every((ground) => contrast(shade, ground) >= TEXT)
  const brand = nearest(colour, (fill) => {
    const { accentStrong, onAccent } = pressed(fill)
    return contrast(onAccent, fill) >= TEXT && contrast(onAccent, accentStrong) >= TEXT
  })
  const { accentStrong: brandDeep, onAccent: onBrand } = pressed(brand)
  const [light, dark] = [WIDGET_GROUNDS.light, WIDGET_GROUNDS.dark].map((grounds) => nearest(colour, reads(grounds)))
  return { brand, brandDeep, onBrand, light: light ?? brand, dark: dark ?? brand }
}
