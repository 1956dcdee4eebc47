/** Who wants to hear that an import has come further; the page that shows it is loaded later than the socket. */
export const importEars = new Set<(id: number) => unknown>()
