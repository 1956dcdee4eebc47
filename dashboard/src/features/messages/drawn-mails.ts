import { shallowReactive } from 'vue'

/** The mails whose remote images somebody asked for, while the page is open. */
export const withImages = shallowReactive(new Set<number>())

/** How high mails were when they were drawn last: a list that draws them again must not jump. */
export const drawnHeights = new Map<string, number>()
