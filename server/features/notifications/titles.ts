import type { Locale } from '../accounts/index.ts'

type Titles = Record<'created' | 'assigned' | 'written' | 'mentioned' | 'late', string>

/** What happened, in every language; the number of the conversation stands in the braces. */
export const titles: Record<Locale, Titles> = {
  en: {
    created: 'New conversation #{number}',
    assigned: 'Conversation #{number} is yours',
    written: 'New message in conversation #{number}',
    mentioned: 'You are mentioned in conversation #{number}',
    late: 'Conversation #{number} is late',
  },
  de: {
    created: 'Neue Unterhaltung #{number}',
    assigned: 'Unterhaltung #{number} gehört jetzt Ihnen',
    written: 'Neue Nachricht in Unterhaltung #{number}',
    mentioned: 'Sie werden in Unterhaltung #{number} erwähnt',
    late: 'Unterhaltung #{number} ist überfällig',
  },
  fr: {
    created: 'Nouvelle conversation #{number}',
    assigned: 'La conversation #{number} est à vous',
    written: 'Nouveau message dans la conversation #{number}',
    mentioned: 'On vous mentionne dans la conversation #{number}',
    late: 'La conversation #{number} est en retard',
  },
  es: {
    created: 'Nueva conversación #{number}',
    assigned: 'La conversación #{number} es suya',
    written: 'Nuevo mensaje en la conversación #{number}',
    mentioned: 'Le mencionan en la conversación #{number}',
    late: 'La conversación #{number} va con retraso',
  },
  pt: {
    created: 'Nova conversa #{number}',
    assigned: 'A conversa #{number} é sua',
    written: 'Nova mensagem na conversa #{number}',
    mentioned: 'Você é mencionado na conversa #{number}',
    late: 'A conversa #{number} está atrasada',
  },
  it: {
    created: 'Nuova conversazione #{number}',
    assigned: 'La conversazione #{number} è tua',
    written: 'Nuovo messaggio nella conversazione #{number}',
    mentioned: 'Sei menzionato nella conversazione #{number}',
    late: 'La conversazione #{number} è in ritardo',
  },
  nl: {
    created: 'Nieuw gesprek #{number}',
    assigned: 'Gesprek #{number} is van jou',
    written: 'Nieuw bericht in gesprek #{number}',
    mentioned: 'Je wordt genoemd in gesprek #{number}',
    late: 'Gesprek #{number} is te laat',
  },
  ar: {
    created: 'محادثة جديدة #{number}',
    assigned: 'أُسندت إليك المحادثة #{number}',
    written: 'رسالة جديدة في المحادثة #{number}',
    mentioned: 'أُشير إليك في المحادثة #{number}',
    late: 'تأخرت المحادثة #{number}',
  },
}
