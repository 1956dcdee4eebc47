/** Where somebody sets a new password with the token of a link. */
export function passwordLink(origin: string, token: string): string {
  return `${origin}/app/auth/password/edit?reset_password_token=${encodeURIComponent(token)}`
}

/** Where somebody takes up an invitation, or confirms an address. */
export function confirmationLink(origin: string, token: string): string {
  return `${origin}/app/auth/confirmation?confirmation_token=${encodeURIComponent(token)}`
}

/** Where a browser signs in with a one-time token (contract 2.2). */
export function ssoLink(origin: string, email: string, token: string): string {
  const query = new URLSearchParams({ email, sso_auth_token: token })
  return `${origin}/app/login?${query.toString()}`
}
