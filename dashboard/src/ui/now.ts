import { ref } from 'vue'

/** The time, moved on every half minute: enough for "3 min", cheap enough for every row. Milliseconds since 1970. */
export const now = ref(Date.now())

setInterval(() => (now.value = Date.now()), 30_000)
document.addEventListener('visibilitychange', () => (now.value = Date.now()))
