import { ref } from 'vue'

/** Counted up whenever somebody wants to type into the search of the settings. */
export const searchWish = ref(0)
