import { h, shallowRef, type Component, type FunctionalComponent } from 'vue'
import { backOff } from '../realtime/back-off.ts'

/** A component that is fetched when it is first drawn; where the server cannot be reached, it is asked for again. */
export function lazyPart<Part extends Component>(load: () => Promise<{ default: Part }>): Part {
  const part = shallowRef<Part>()
  let asked = false
  const fetch = (attempt = 0): void => {
    asked = true
    load().then(
      (loaded) => (part.value = loaded.default),
      () => setTimeout(fetch, backOff(attempt), attempt + 1),
    )
  }
  const Lazy: FunctionalComponent = (_, { attrs }) => {
    if (!asked) fetch()
    return part.value && h(part.value, attrs)
  }
  // It takes what the part takes, because it hands everything on.
  return Lazy as unknown as Part
}
