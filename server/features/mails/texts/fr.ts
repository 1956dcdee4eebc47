import type { MailTexts } from './en.ts'

/** What mails say, in French. */
export const fr: MailTexts = {
  footer: 'Envoyé par {name}',
  'invitation.subject': '{inviter} vous invite à rejoindre {account}',
  'invitation.text':
    '{inviter} aimerait répondre avec vous aux clients de {account} sur {name}. Le lien fonctionne une fois, pendant sept jours.',
  'invitation.button': 'Accepter l’invitation',
  'password.subject': 'Un nouveau mot de passe pour {name}',
  'password.text':
    'Quelqu’un, vous espérons-nous, a demandé un nouveau mot de passe. Le lien fonctionne une fois, pendant six heures. Si ce n’était pas vous, ne faites rien : votre mot de passe reste inchangé.',
  'password.button': 'Choisir un nouveau mot de passe',
  'confirmation.subject': 'Confirmez votre adresse pour {name}',
  'confirmation.text': 'Confirmez que cette adresse est la vôtre. Le lien fonctionne une fois, pendant sept jours.',
  'confirmation.button': 'Confirmer l’adresse',
  'transcript.subject': '[#{number}] Transcription de la conversation',
  'transcript.text': 'Voici ce qui a été écrit dans votre conversation avec {account}.',
  'notification.digest': '{count} notifications de {account}',
  'notification.button': 'Ouvrir la conversation',
  'notification.why': 'Vous recevez ce message parce que vos réglages de notification le demandent.',
  'import.subject': 'Votre import dans {account} est terminé',
  'import.text': '{count} contacts ont été importés depuis {file}.',
  'import.rejected': '{count} lignes ne l’ont pas été : l’application en garde un fichier qui dit pourquoi.',
  'export.subject': 'Votre export de {account} est prêt',
  'export.text': '{file} contient {count} contacts. Il est conservé sept jours.',
  'button.desk': 'Ouvrir l’application',
  'continuity.subject': 'Nouveaux messages de {account}',
  'continuity.answer': 'Vous pouvez répondre à ce message : votre réponse arrive dans la même conversation.',
  'continuity.website': 'Pour répondre, revenez sur notre site.',
  'reply.sender': '{agent} de {business}',
  'reply.subject': 'Nouveaux messages de {name}',
  'reply.wrote': 'Le {date}, {who} a écrit :',
  'reply.files': 'Fichiers',
  'received.empty': '(Ce mail ne contient pas de texte.)',
  'button.link': 'Si le bouton ne fonctionne pas, ouvrez cette adresse :',
}
