import { shallowReactive } from 'vue'

/** The mails whose remote images somebody asked for, while the page is open. */
export const withImages = shallowReactive(new Set<number>())

/** The mails on the page that have remote images which nobody asked for. */
export const blockedMails = shallowReactive(new Set<number>())

/** Loads the images of all mails on the page. */
export function loadImages(): void {
  for (const id of blockedMails) withImages.add(id)
}

/** How high mails were when they were drawn last: a list that draws them again must not jump. */
export const drawnHeights = new Map<string, number>()
