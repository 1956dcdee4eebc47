/** Environment variables by name; `undefined` when a variable is not set. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment of this process: the only place that reads `process.env`. */
export function environment(): Environment {
  return process.env
}
