import type { Locale } from '../../features/accounts/index.ts'

/** What the survey page says, by language. The ratings go from bad to good. */
export interface SurveyTexts {
  question: string
  ratings: [string, string, string, string, string]
  more: string
  send: string
  change: string
  thanks: string
  over: string
  gone: string
  choose: string
}

/** The texts of the survey page. */
export const surveyTexts: Record<Locale, SurveyTexts> = {
  en: {
    question: 'How was this conversation for you?',
    ratings: ['Very bad', 'Bad', 'All right', 'Good', 'Very good'],
    more: 'Would you like to add something?',
    send: 'Send',
    change: 'Change my answer',
    thanks: 'Thank you. We have your answer.',
    over: 'This survey is over. It was open for 14 days.',
    gone: 'There is no survey here.',
    choose: 'Please choose a rating.',
  },
  de: {
    question: 'Wie war diese Unterhaltung für Sie?',
    ratings: ['Sehr schlecht', 'Schlecht', 'In Ordnung', 'Gut', 'Sehr gut'],
    more: 'Möchten Sie etwas hinzufügen?',
    send: 'Senden',
    change: 'Antwort ändern',
    thanks: 'Danke. Wir haben Ihre Antwort.',
    over: 'Diese Umfrage ist beendet. Sie war 14 Tage offen.',
    gone: 'Hier gibt es keine Umfrage.',
    choose: 'Bitte wählen Sie eine Bewertung.',
  },
  fr: {
    question: 'Comment s’est passée cette conversation pour vous ?',
    ratings: ['Très mal', 'Mal', 'Correctement', 'Bien', 'Très bien'],
    more: 'Souhaitez-vous ajouter quelque chose ?',
    send: 'Envoyer',
    change: 'Modifier ma réponse',
    thanks: 'Merci. Nous avons reçu votre réponse.',
    over: 'Cette enquête est terminée. Elle était ouverte pendant 14 jours.',
    gone: 'Il n’y a pas d’enquête ici.',
    choose: 'Veuillez choisir une note.',
  },
  es: {
    question: '¿Qué le pareció esta conversación?',
    ratings: ['Muy mal', 'Mal', 'Regular', 'Bien', 'Muy bien'],
    more: '¿Quiere añadir algo?',
    send: 'Enviar',
    change: 'Cambiar mi respuesta',
    thanks: 'Gracias. Tenemos su respuesta.',
    over: 'Esta encuesta ha terminado. Estuvo abierta 14 días.',
    gone: 'Aquí no hay ninguna encuesta.',
    choose: 'Elija una valoración, por favor.',
  },
  pt: {
    question: 'Como foi esta conversa para você?',
    ratings: ['Muito ruim', 'Ruim', 'Razoável', 'Boa', 'Muito boa'],
    more: 'Gostaria de acrescentar algo?',
    send: 'Enviar',
    change: 'Mudar minha resposta',
    thanks: 'Obrigado. Recebemos a sua resposta.',
    over: 'Esta pesquisa terminou. Ela ficou aberta por 14 dias.',
    gone: 'Não há nenhuma pesquisa aqui.',
    choose: 'Escolha uma avaliação, por favor.',
  },
  it: {
    question: 'Come è andata per lei questa conversazione?',
    ratings: ['Molto male', 'Male', 'Così così', 'Bene', 'Molto bene'],
    more: 'Vuole aggiungere qualcosa?',
    send: 'Invia',
    change: 'Cambia la risposta',
    thanks: 'Grazie. Abbiamo la sua risposta.',
    over: 'Questo sondaggio è finito. È stato aperto per 14 giorni.',
    gone: 'Qui non c’è nessun sondaggio.',
    choose: 'Scelga una valutazione, per favore.',
  },
  nl: {
    question: 'Hoe was dit gesprek voor u?',
    ratings: ['Heel slecht', 'Slecht', 'Redelijk', 'Goed', 'Heel goed'],
    more: 'Wilt u iets toevoegen?',
    send: 'Versturen',
    change: 'Mijn antwoord wijzigen',
    thanks: 'Bedankt. We hebben uw antwoord.',
    over: 'Deze enquête is voorbij. Ze was 14 dagen open.',
    gone: 'Hier is geen enquête.',
    choose: 'Kies een beoordeling.',
  },
  ar: {
    question: 'كيف كانت هذه المحادثة بالنسبة إليك؟',
    ratings: ['سيئة جدًا', 'سيئة', 'مقبولة', 'جيدة', 'جيدة جدًا'],
    more: 'هل تود إضافة شيء؟',
    send: 'إرسال',
    change: 'تغيير إجابتي',
    thanks: 'شكرًا لك. وصلتنا إجابتك.',
    over: 'انتهى هذا الاستبيان. كان مفتوحًا 14 يومًا.',
    gone: 'لا استبيان هنا.',
    choose: 'يرجى اختيار تقييم.',
  },
}
