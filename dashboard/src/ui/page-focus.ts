import { ref } from 'vue'

/** Whether somebody is looking at this tab. */
export const pageFocused = ref(document.hasFocus() && !document.hidden)

/** Whether the tab is in sight, looked at or not. */
export const pageShown = ref(!document.hidden)

const look = () => {
  pageFocused.value = document.hasFocus() && !document.hidden
  pageShown.value = !document.hidden
}
for (const name of ['focus', 'blur']) window.addEventListener(name, look)
document.addEventListener('visibilitychange', look)
