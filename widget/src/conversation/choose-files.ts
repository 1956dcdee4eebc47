import { computed, ref, shallowRef } from 'vue'
import { text } from '../ui/text.ts'
import type { Visit } from './visit.ts'

const most = 15

/** The files that go with the next message; what cannot be sent is refused with a reason at once. */
export function useChosenFiles({ config, preferences }: Visit) {
  const files = shallowRef<File[]>([])
  const complaint = ref('')
  const allowed = computed(() => preferences.enableFileUpload ?? config.enabledFeatures.includes('attachments'))

  function add(added: Iterable<File>): void {
    complaint.value = ''
    const limit = config.maximumFileUploadSize
    const small = [...added].filter((file) => {
      const fits = file.size <= limit * 1024 * 1024
      if (!fits) complaint.value = text('fileTooLarge', { name: file.name, size: limit })
      return fits
    })
    if (files.value.length + small.length > most) complaint.value = text('tooManyFiles', { count: most })
    files.value = [...files.value, ...small].slice(0, most)
  }

  return {
    files,
    complaint,
    allowed,
    add,
    remove: (file: File) => (files.value = files.value.filter((kept) => kept !== file)),
    takeAll(): File[] {
      const taken = files.value
      files.value = []
      complaint.value = ''
      return taken
    },
  }
}
