const SIZE = 64

let plain: string | null = null
let wanted = false

/** Puts a dot on the icon of the tab, or takes it away. */
export async function badgeIcon(on: boolean): Promise<void> {
  wanted = on
  const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]')
  if (!link) return
  if (!on) {
    if (plain !== null) link.href = plain
    plain = null
    return
  }
  if (plain !== null) return
  const picture = await load(link.href).catch(() => null)
  if (!picture || !wanted || plain !== null) return
  plain = link.href
  link.href = withDot(picture)
}

function load(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image(SIZE, SIZE)
    picture.addEventListener('load', () => resolve(picture))
    picture.addEventListener('error', () => reject(new Error(url)))
    picture.src = url
  })
}

function withDot(picture: HTMLImageElement): string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const pen = canvas.getContext('2d')
  if (!pen) return picture.src
  pen.drawImage(picture, 0, 0, SIZE, SIZE)
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--glow').trim() || 'orange'
  pen.beginPath()
  pen.arc(SIZE - 16, 16, 15, 0, 2 * Math.PI)
  pen.fill()
  return canvas.toDataURL('image/png')
}
