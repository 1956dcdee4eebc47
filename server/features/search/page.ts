/** A page by its number. */
export interface Page {
  page: number
  size: number
}

/** So many of the newest finds are put in order together: ten pages of fifteen. */
const BLOCK = 150

/**
 * Where a page lies. Finds come in blocks by age, and within a block the best is first, so that a page far behind needs what is
 * before it to be found, but never to be looked at.
 */
export function blockOf({ page, size }: Page): { skip: number; most: number; from: number } {
  const perBlock = Math.max(1, Math.floor(BLOCK / size))
  const block = Math.floor((page - 1) / perBlock)
  return { skip: block * perBlock * size, most: perBlock * size, from: ((page - 1) % perBlock) * size }
}
