import type { MailTexts } from './en.ts'

/** What mails say, in Portuguese. */
export const pt: MailTexts = {
  footer: 'Enviado por {name}',
  'invitation.subject': '{inviter} convida você para {account}',
  'invitation.text':
    '{inviter} quer atender com você os clientes de {account} no {name}. O link funciona uma vez e por sete dias.',
  'invitation.button': 'Aceitar o convite',
  'password.subject': 'Uma nova senha para {name}',
  'password.text':
    'Alguém, esperamos que você, pediu uma nova senha. O link funciona uma vez e por seis horas. Se não foi você, não faça nada: sua senha continua a mesma.',
  'password.button': 'Definir uma nova senha',
  'confirmation.subject': 'Confirme seu endereço para {name}',
  'confirmation.text': 'Confirme que este endereço é seu. O link funciona uma vez e por sete dias.',
  'confirmation.button': 'Confirmar o endereço',
  'transcript.subject': '[#{number}] Transcrição da conversa',
  'transcript.text': 'Isto é o que foi escrito na sua conversa com {account}.',
  'notification.digest': '{count} notificações de {account}',
  'notification.button': 'Abrir a conversa',
  'notification.why': 'Você recebe este e-mail porque suas configurações de notificação pedem.',
  'import.subject': 'Sua importação em {account} terminou',
  'import.text': '{count} contatos foram importados de {file}.',
  'import.rejected': '{count} linhas não foram: o aplicativo tem um arquivo que diz por quê.',
  'export.subject': 'Sua exportação de {account} está pronta',
  'export.text': '{file} tem {count} contatos. Fica guardado por sete dias.',
  'button.desk': 'Abrir o aplicativo',
  'continuity.subject': 'Novas mensagens de {account}',
  'continuity.answer': 'Você pode responder a este e-mail: sua resposta chega na mesma conversa.',
  'continuity.website': 'Para responder, volte ao nosso site.',
  'reply.sender': '{agent} da {business}',
  'reply.subject': 'Novas mensagens de {name}',
  'reply.wrote': 'Em {date}, {who} escreveu:',
  'reply.files': 'Arquivos',
  'received.empty': '(Este e-mail não tem texto.)',
  'button.link': 'Se o botão não funcionar, abra este endereço:',
}
