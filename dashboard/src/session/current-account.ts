import { ref } from 'vue'

/** The account of the open page; the router sets it before any page of an account is entered. */
export const accountId = ref(0)
