type Texts = { [key: string]: string | Texts }

/**
 * Sets the values in texts apart (U+2068 and U+2069, UAX #9), so that a name that runs the other way leaves the words around it in
 * their order. Counts are left as they are: digits move nothing, and some are typed after what is read. */
export function isolateValues(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? text.replaceAll(/\{(?!count\b)\w+\}/g, '\u2068$&\u2069') : isolateValues(text),
    ]),
  )
}
