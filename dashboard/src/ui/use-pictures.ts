import { onBeforeUnmount, shallowRef, watch } from 'vue'

/** Addresses under which files that are pictures or films can be shown before they are anywhere; given back when nobody looks. */
export function usePictures<Item>(items: () => readonly Item[], blobOf: (item: Item) => Blob) {
  const addresses = shallowRef(new Map<Item, string>())

  function release(kept: readonly Item[] = []): void {
    for (const [item, url] of addresses.value) if (!kept.includes(item)) URL.revokeObjectURL(url)
  }
  watch(
    items,
    (next) => {
      const before = addresses.value
      release(next)
      const shown = next.filter((one) => /^(image|video)\//.test(blobOf(one).type))
      addresses.value = new Map(shown.map((one) => [one, before.get(one) ?? URL.createObjectURL(blobOf(one))]))
    },
    { immediate: true },
  )
  onBeforeUnmount(() => release())
  return addresses
}
