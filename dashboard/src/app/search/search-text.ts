import { ref } from 'vue'

/** What is searched for stays while the page lives, so that one comes back to it from a result. */
export const searchText = ref('')

/** Counts the wishes to search while the search is open already. */
export const searchWish = ref(0)
