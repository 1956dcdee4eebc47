/** A moment as a field for date and time holds it: local, to the minute. */
export function localInput(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** What two such fields say. The minute that is chosen as the end belongs to the range; an empty one means now. */
export function rangeOf(from: string, until: string): { from: string; until?: string } {
  const begin = new Date(from).toISOString()
  if (until === '') return { from: begin }
  const end = new Date(until)
  end.setSeconds(59, 999)
  return { from: begin, until: end.toISOString() }
}
