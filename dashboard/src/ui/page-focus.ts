import { ref } from 'vue'

/** Whether somebody is looking at this tab. */
export const pageFocused = ref(document.hasFocus() && !document.hidden)

const look = () => (pageFocused.value = document.hasFocus() && !document.hidden)
for (const name of ['focus', 'blur']) window.addEventListener(name, look)
document.addEventListener('visibilitychange', look)
