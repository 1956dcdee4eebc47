/** A colour in OKLCH (CSS Color 4, §9.3): perceived lightness 0 to 1, chroma, and hue in radians. */
export interface Lch {
  lightness: number
  chroma: number
  hue: number
}

type Three = [number, number, number]

/** Reads #rrggbb. */
export function lchOf(hex: string): Lch {
  const [red, green, blue] = linear(hex)
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  }
}

/** The nearest colour that screens can show, as #rrggbb: lightness and hue stay, chroma gives way. */
export function hexOf({ lightness, chroma, hue }: Lch): string {
  const light = Math.min(1, Math.max(0, lightness))
  let [fits, tooMuch] = [0, chroma]
  if (isShowable(rgbOf(light, chroma, hue))) fits = chroma
  else
    for (let step = 0; step < 14; step++) {
      const middle = (fits + tooMuch) / 2
      if (isShowable(rgbOf(light, middle, hue))) fits = middle
      else tooMuch = middle
    }
  const bytes = rgbOf(light, fits, hue).map((channel) => Math.round(encoded(Math.min(1, Math.max(0, channel))) * 255))
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** Contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(hex: string): Three {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255].map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Three
}

function encoded(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055
}

function isShowable(channels: Three): boolean {
  return channels.every((channel) => channel >= -0.0005 && channel <= 1.0005)
}

function rgbOf(lightness: number, chroma: number, hue: number): Three {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}
