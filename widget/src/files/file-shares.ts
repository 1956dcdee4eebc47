/** The files of a letter travel one behind the other; answers the share of each that has left, from 0 to 1. */
export function fileShares(files: { size: number }[], sent: number): number[] {
  let before = 0
  return files.map(({ size }) => {
    const share = size === 0 ? Number(sent > before) : Math.min(1, Math.max(0, (sent - before) / size))
    before += size
    return share
  })
}
