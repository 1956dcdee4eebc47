/** What the button says that it will do: the key of its words. */
export function sendLabelOf(channel: string, { isNote, isForward }: { isNote: boolean; isForward: boolean }): string {
  if (isNote) return 'composer.add_note'
  if (isForward) return 'composer.send_forward'
  const words: Record<string, string> = {
    'Channel::WebWidget': 'composer.send_chat',
    'Channel::Email': 'composer.send_email',
    'Channel::Api': 'composer.send_api',
  }
  return words[channel] ?? 'composer.send'
}
