const MASK = '•••'

/** Takes out of what is kept whatever lets somebody in: secrets, signatures, what an address says after its question mark. */
export function withoutSecrets(secrets: string[]) {
  const text = (value: string) => secrets.reduce((left, secret) => left.replaceAll(secret, MASK), value)
  const address = (value: string) => text(value.replace(/([?&][^=&#]+)=[^&#]*/g, `$1=${MASK}`))
  return {
    text,
    address,
    headers: (headers: Record<string, string>) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, maskedHeader(name, value)])),
  }

  function maskedHeader(name: string, value: string): string {
    if (/signature$/i.test(name)) return value.replace(/((?:sha256=|v1,)\S{6})\S*/g, `$1${MASK}`)
    return name === 'location' ? address(value) : text(value)
  }
}
