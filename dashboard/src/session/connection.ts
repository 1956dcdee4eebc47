import { reactive } from 'vue'

/** `heard` is the state of the socket, `wasHeard` whether it ever was open on this page; `online` what the browser says about the network. */
export const connection = reactive({ online: navigator.onLine, heard: false, wasHeard: false })

window.addEventListener('online', () => (connection.online = true))
window.addEventListener('offline', () => (connection.online = false))
