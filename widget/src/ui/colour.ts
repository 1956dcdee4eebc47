type Channels = [number, number, number]

const ink = '#16181d'
const paper = '#ffffff'

/** Understands #rgb and #rrggbb; anything else counts as black. */
function channels(colour: string): Channels {
  const digits = colour.replace('#', '').replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3')
  const value = /^[\da-f]{6}$/i.test(digits) ? Number.parseInt(digits, 16) : 0
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Channels
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

export function readableOn(background: string): string {
  return contrast(background, paper) >= contrast(background, ink) ? paper : ink
}

/** Moves `colour` towards `goal` by `share` (0 to 1). */
export function mix(colour: string, goal: string, share: number): string {
  const to = channels(goal)
  const mixed = channels(colour).map((from, index) => Math.round(from + ((to[index] ?? 0) - from) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** The nearest shade of `colour` that is readable as text on `background`: contrast of 4.5 or more. */
export function textShade(colour: string, background: string): string {
  const goal = readableOn(background)
  for (let share = 0; share < 1; share += 0.05) {
    const shade = mix(colour, goal, share)
    if (contrast(shade, background) >= 4.5) return shade
  }
  return goal
}
