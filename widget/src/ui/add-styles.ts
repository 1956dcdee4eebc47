/** Puts the styles of a part that was loaded later into the page, once. */
export function addStyles(part: string, styles: string): void {
  const id = `${part}-styles`
  if (document.getElementById(id)) return
  const sheet = document.createElement('style')
  sheet.id = id
  sheet.textContent = styles
  document.head.append(sheet)
}
