/** The languages that the dashboard has a catalogue for (`app/locales/<code>`). */
export const languages: readonly string[] = ['ar', 'de', 'en']
