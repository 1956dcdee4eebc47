import type { MailTexts } from './en.ts'

/** What mails say, in German. */
export const de: MailTexts = {
  footer: 'Gesendet von {name}',
  'invitation.subject': '{inviter} lädt Sie zu {account} ein',
  'invitation.text':
    '{inviter} möchte mit Ihnen zusammen auf {name} die Kundschaft von {account} betreuen. Der Link gilt einmal und sieben Tage lang.',
  'invitation.button': 'Einladung annehmen',
  'password.subject': 'Ein neues Passwort für {name}',
  'password.text':
    'Jemand, hoffentlich Sie, hat um ein neues Passwort gebeten. Der Link gilt einmal und sechs Stunden lang. Falls Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.',
  'password.button': 'Neues Passwort setzen',
  'confirmation.subject': 'Bestätigen Sie Ihre Adresse für {name}',
  'confirmation.text': 'Bestätigen Sie, dass diese Adresse Ihre ist. Der Link gilt einmal und sieben Tage lang.',
  'confirmation.button': 'Adresse bestätigen',
  'transcript.subject': '[#{number}] Gesprächsverlauf',
  'transcript.text': 'Das wurde in Ihrer Unterhaltung mit {account} geschrieben.',
  'notification.digest': '{count} Benachrichtigungen von {account}',
  'notification.button': 'Unterhaltung öffnen',
  'notification.why': 'Sie erhalten diese Mail, weil Ihre Einstellungen für Benachrichtigungen es so wünschen.',
  'import.subject': 'Ihr Import in {account} ist fertig',
  'import.text': '{count} Kontakte wurden aus {file} übernommen.',
  'import.rejected': '{count} Zeilen nicht: In der Anwendung liegt eine Datei mit den Gründen.',
  'export.subject': 'Ihr Export aus {account} ist fertig',
  'export.text': '{file} enthält {count} Kontakte. Die Datei bleibt sieben Tage.',
  'button.desk': 'Anwendung öffnen',
  'continuity.subject': 'Neue Nachrichten von {account}',
  'continuity.answer': 'Sie können auf diese Mail antworten: Ihre Antwort kommt in derselben Unterhaltung an.',
  'continuity.website': 'Zum Antworten kommen Sie auf unsere Website zurück.',
  'reply.sender': '{agent} von {business}',
  'reply.subject': 'Neue Nachrichten von {name}',
  'reply.wrote': 'Am {date} schrieb {who}:',
  'reply.files': 'Dateien',
  'received.empty': '(Diese Mail hat keinen Text.)',
  'button.link': 'Falls der Knopf nicht funktioniert, öffnen Sie diese Adresse:',
}
