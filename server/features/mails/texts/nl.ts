import type { MailTexts } from './en.ts'

/** What mails say, in Dutch. */
export const nl: MailTexts = {
  footer: 'Verzonden door {name}',
  'invitation.subject': '{inviter} nodigt je uit voor {account}',
  'invitation.text':
    '{inviter} wil samen met jou de klanten van {account} helpen op {name}. De link werkt één keer en zeven dagen lang.',
  'invitation.button': 'Uitnodiging aannemen',
  'password.subject': 'Een nieuw wachtwoord voor {name}',
  'password.text':
    'Iemand, hopelijk jij, vroeg om een nieuw wachtwoord. De link werkt één keer en zes uur lang. Was jij het niet, doe dan niets: je wachtwoord blijft zoals het is.',
  'password.button': 'Nieuw wachtwoord instellen',
  'confirmation.subject': 'Bevestig je adres voor {name}',
  'confirmation.text': 'Bevestig dat dit adres van jou is. De link werkt één keer en zeven dagen lang.',
  'confirmation.button': 'Adres bevestigen',
  'transcript.subject': '[#{number}] Verslag van het gesprek',
  'transcript.text': 'Dit is wat er in je gesprek met {account} is geschreven.',
  'notification.digest': '{count} meldingen van {account}',
  'notification.button': 'Gesprek openen',
  'notification.why': 'Je krijgt deze mail omdat je instellingen voor meldingen dat vragen.',
  'import.subject': 'Je import in {account} is klaar',
  'import.text': '{count} contacten zijn geïmporteerd uit {file}.',
  'import.rejected': '{count} regels niet: de applicatie heeft een bestand dat zegt waarom.',
  'export.subject': 'Je export uit {account} is klaar',
  'export.text': '{file} heeft {count} contacten. Het blijft zeven dagen bewaard.',
  'button.desk': 'Applicatie openen',
  'continuity.subject': 'Nieuwe berichten van {account}',
  'continuity.answer': 'Je kunt deze mail beantwoorden: je antwoord komt in hetzelfde gesprek aan.',
  'continuity.website': 'Kom terug naar onze website om te antwoorden.',
  'reply.sender': '{agent} van {business}',
  'reply.subject': 'Nieuwe berichten van {name}',
  'reply.wrote': 'Op {date} schreef {who}:',
  'reply.files': 'Bestanden',
  'received.empty': '(Deze mail heeft geen tekst.)',
  'button.link': 'Werkt de knop niet, open dan dit adres:',
}
