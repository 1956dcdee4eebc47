import { inject, provide } from 'vue'
import type { InjectionKey, Ref } from 'vue'

const key: InjectionKey<Ref<HTMLElement | null>> = Symbol('own-layer')

/** Says which modal the components inside are in: what they open over it has to be in it too, or it lies dead below. */
export function provideLayer(dialog: Ref<HTMLElement | null>): void {
  provide(key, dialog)
}

/** The modal that a component is in, if any. */
export function useLayer(): Ref<HTMLElement | null> | null {
  return inject(key, null)
}
