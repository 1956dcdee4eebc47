import type { MailTexts } from './en.ts'

/** What mails say, in Italian. */
export const it: MailTexts = {
  footer: 'Inviato da {name}',
  'invitation.subject': '{inviter} ti invita in {account}',
  'invitation.text':
    '{inviter} vorrebbe rispondere con te ai clienti di {account} su {name}. Il link vale una volta e per sette giorni.',
  'invitation.button': 'Accetta l’invito',
  'password.subject': 'Una nuova password per {name}',
  'password.text':
    'Qualcuno, speriamo tu, ha chiesto una nuova password. Il link vale una volta e per sei ore. Se non eri tu, non fare nulla: la password resta com’è.',
  'password.button': 'Imposta una nuova password',
  'confirmation.subject': 'Conferma il tuo indirizzo per {name}',
  'confirmation.text': 'Conferma che questo indirizzo è tuo. Il link vale una volta e per sette giorni.',
  'confirmation.button': 'Conferma l’indirizzo',
  'transcript.subject': '[#{number}] Trascrizione della conversazione',
  'transcript.text': 'Questo è ciò che è stato scritto nella tua conversazione con {account}.',
  'notification.digest': '{count} notifiche da {account}',
  'notification.button': 'Apri la conversazione',
  'notification.why': 'Ricevi questa mail perché lo chiedono le tue impostazioni di notifica.',
  'import.subject': 'La tua importazione in {account} è finita',
  'import.text': '{count} contatti sono stati importati da {file}.',
  'import.rejected': '{count} righe no: l’applicazione ha un file che dice perché.',
  'export.subject': 'La tua esportazione da {account} è pronta',
  'export.text': '{file} ha {count} contatti. Viene conservato sette giorni.',
  'button.desk': 'Apri l’applicazione',
  'continuity.subject': 'Nuovi messaggi da {account}',
  'continuity.answer': 'Puoi rispondere a questa mail: la risposta arriva nella stessa conversazione.',
  'continuity.website': 'Per rispondere, torna sul nostro sito.',
  'reply.sender': '{agent} di {business}',
  'reply.subject': 'Nuovi messaggi da {name}',
  'reply.wrote': 'Il {date}, {who} ha scritto:',
  'reply.files': 'File',
  'received.empty': '(Questa e-mail non contiene testo.)',
  'button.link': 'Se il pulsante non funziona, apri questo indirizzo:',
}
