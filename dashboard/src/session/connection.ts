import { reactive } from 'vue'

/** `heard` is the state of the socket; `online` what the browser says about the network. */
export const connection = reactive({ online: navigator.onLine, heard: false })

window.addEventListener('online', () => (connection.online = true))
window.addEventListener('offline', () => (connection.online = false))
