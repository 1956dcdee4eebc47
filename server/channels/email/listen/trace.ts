import type { SMTPServerSession } from 'smtp-server'

/** What a server writes above a mail that it takes: where it came from, and where bounces go (RFC 5321 §4.4). */
export function traceOf(session: SMTPServerSession, name: string, at: Date): string {
  const { envelope, hostNameAppearsAs, remoteAddress, id } = session
  const from = envelope.mailFrom ? envelope.mailFrom.address : ''
  const how = session.secure ? 'ESMTPS' : 'ESMTP'
  const received = `from ${plain(hostNameAppearsAs || 'unknown')} ([${plain(remoteAddress)}])`
  return [
    `Return-Path: <${plain(from)}>`,
    `Received: ${received}`,
    `\tby ${plain(name)} with ${how} id ${plain(id)};`,
    `\t${at.toUTCString().replace('GMT', '+0000')}`,
    '',
  ].join('\r\n')
}

// What the other side says of itself must not become a line of its own.
function plain(text: string): string {
  return text.replaceAll(/[^!-~]|[<>()]/g, '').slice(0, 250)
}
