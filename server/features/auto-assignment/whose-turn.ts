/**
 * The line of an inbox, brought up to date: who left it is gone, who came stands at the end, everybody else keeps their place.
 */
export function lineOf(stored: number[], members: number[]): number[] {
  const staying = stored.filter((id) => members.includes(id))
  return [...staying, ...members.filter((id) => !staying.includes(id)).sort((a, b) => a - b)]
}

/** Whose turn it is among those who can take one more, and the line afterwards: the chosen one goes to its end. */
export function nextInLine(line: number[], free: Set<number>): { chosen: number | undefined; line: number[] } {
  const chosen = line.find((id) => free.has(id))
  if (chosen === undefined) return { chosen, line }
  return { chosen, line: [...line.filter((id) => id !== chosen), chosen] }
}
