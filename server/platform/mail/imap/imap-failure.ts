import { MailFailure } from '../mail-port.ts'
import { maskSecrets } from '../mask-secrets.ts'
import { ImapFailure, type ImapFailureKind, type ImapServer } from './imap-port.ts'

interface LibraryError {
  message?: string
  code?: string
  response?: unknown
  responseText?: string
  responseStatus?: string
  serverResponseCode?: string
  authenticationFailed?: boolean
  oauthError?: { status?: string }
}

/** What went wrong, for people and without secrets. */
export function imapFailureOf(error: unknown, server: ImapServer): ImapFailure {
  if (error instanceof ImapFailure) return error
  if (error instanceof MailFailure) return new ImapFailure(error.lasting ? 'settings' : 'connection', error.message)
  const failure = (error ?? {}) as LibraryError
  const kind = kindOf(failure)
  const said = maskSecrets(wordsOf(failure) || String(error), server)
  return new ImapFailure(kind, kind === 'sign-in' ? `${server.host} did not let ${server.user} in: ${said}` : said, {
    cause: error,
  })
}

function kindOf({ authenticationFailed, code, responseStatus, message }: LibraryError): ImapFailureKind {
  if (authenticationFailed) return 'sign-in'
  if (
    message === 'Unsupported authentication mechanism' ||
    code?.startsWith('ERR_TLS') ||
    /CERT|SIGNED/.test(code ?? '')
  )
    return 'settings'
  // Tagged answers: the server was asked, and the connection is as good as before.
  return responseStatus === 'NO' || responseStatus === 'BAD' ? 'refused' : 'connection'
}

function wordsOf({ code, message, response, responseText, oauthError }: LibraryError): string {
  if (message === 'Unsupported authentication mechanism')
    return 'the server offers no way to sign in with what is set: a password needs PLAIN or LOGIN, a token XOAUTH2'
  const said = responseText ?? (typeof response === 'string' ? response : '')
  const words = [said || message || '', oauthError?.status && `(status ${oauthError.status})`].filter(Boolean).join(' ')
  return code && !said && !words.includes(code) ? `${words} (${code})` : words
}
