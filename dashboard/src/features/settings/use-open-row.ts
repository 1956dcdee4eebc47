import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Which row of a list page is open beside it: `?open=7`, `?open=new`. So each row has an address, and "back" closes it. */
export function useOpenRow() {
  const route = useRoute()
  const router = useRouter()
  const open = computed<number | 'new' | null>({
    get: () => {
      const said = route.query['open']
      return said === 'new' ? 'new' : Number(said) || null
    },
    set: (value) => {
      const { open: _, ...rest } = route.query
      void router.push({ query: value === null ? rest : { ...rest, open: String(value) } })
    },
  })
  return open
}
