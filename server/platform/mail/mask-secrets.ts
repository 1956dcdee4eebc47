/** Takes a server's credentials out of a text, in the clear and as SMTP carries them (base64, RFC 4954). */
export function maskSecrets(
  text: string,
  {
    user = '',
    password = '',
    accessToken,
  }: { user?: string | undefined; password?: string | undefined; accessToken?: string | undefined },
): string {
  if (accessToken) {
    const bearer = Buffer.from(`user=${user}\u0001auth=Bearer ${accessToken}\u0001\u0001`).toString('base64')
    return text.replaceAll(bearer, '***').replaceAll(accessToken, '***')
  }
  if (password === '') return text
  const base64 = (value: string) => Buffer.from(value).toString('base64')
  const secrets = [base64(`\u0000${user}\u0000${password}`), base64(password), password]
  return secrets.reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
}
