interface Listed {
  ids: number[]
  /** Where the next page begins; null at the end. */
  cursor: string | null
}

/** A further page behind what is listed, or a fresh first page before what was read beyond it; nobody stands there twice. */
export function joinPages(known: Listed, page: Listed, isFurther: boolean): Listed {
  if (isFurther) {
    const seen = new Set(known.ids)
    return { ids: [...known.ids, ...page.ids.filter((id) => !seen.has(id))], cursor: page.cursor }
  }
  const size = page.ids.length
  if (page.cursor === null || known.ids.length <= size) return page
  const fresh = new Set(page.ids)
  return { ids: [...page.ids, ...known.ids.slice(size).filter((id) => !fresh.has(id))], cursor: known.cursor }
}
