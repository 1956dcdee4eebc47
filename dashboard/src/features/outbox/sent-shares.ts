/** How much of each file has left, given the share of the whole form: files travel one after the other. */
export function sentShares(files: readonly { size: number }[], progress: number): number[] {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  let left = progress * total
  return files.map((file) => {
    const sent = Math.min(file.size, Math.max(0, left))
    left -= file.size
    return file.size === 0 ? progress : sent / file.size
  })
}
