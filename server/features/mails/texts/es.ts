import type { MailTexts } from './en.ts'

/** What mails say, in Spanish. */
export const es: MailTexts = {
  footer: 'Enviado por {name}',
  'invitation.subject': '{inviter} le invita a {account}',
  'invitation.text':
    '{inviter} quiere atender con usted a los clientes de {account} en {name}. El enlace sirve una vez y durante siete días.',
  'invitation.button': 'Aceptar la invitación',
  'password.subject': 'Una contraseña nueva para {name}',
  'password.text':
    'Alguien, esperamos que usted, pidió una contraseña nueva. El enlace sirve una vez y durante seis horas. Si no fue usted, no haga nada: su contraseña sigue igual.',
  'password.button': 'Elegir una contraseña nueva',
  'confirmation.subject': 'Confirme su dirección para {name}',
  'confirmation.text': 'Confirme que esta dirección es suya. El enlace sirve una vez y durante siete días.',
  'confirmation.button': 'Confirmar la dirección',
  'transcript.subject': '[#{number}] Transcripción de la conversación',
  'transcript.text': 'Esto es lo que se escribió en su conversación con {account}.',
  'notification.digest': '{count} notificaciones de {account}',
  'notification.button': 'Abrir la conversación',
  'notification.why': 'Recibe este correo porque así lo piden sus ajustes de notificaciones.',
  'import.subject': 'Su importación en {account} ha terminado',
  'import.text': 'Se importaron {count} contactos de {file}.',
  'import.rejected': '{count} filas no se importaron: la aplicación tiene un archivo que dice por qué.',
  'export.subject': 'Su exportación de {account} está lista',
  'export.text': '{file} tiene {count} contactos. Se guarda siete días.',
  'button.desk': 'Abrir la aplicación',
  'continuity.subject': 'Mensajes nuevos de {account}',
  'continuity.answer': 'Puede responder a este correo: su respuesta llega a la misma conversación.',
  'continuity.website': 'Para responder, vuelva a nuestro sitio web.',
  'reply.sender': '{agent} de {business}',
  'reply.subject': 'Mensajes nuevos de {name}',
  'reply.wrote': 'El {date}, {who} escribió:',
  'reply.files': 'Archivos',
  'received.empty': '(Este correo no tiene texto.)',
  'button.link': 'Si el botón no funciona, abra esta dirección:',
}
