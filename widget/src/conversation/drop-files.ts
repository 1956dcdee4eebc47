import { onBeforeUnmount, ref, type Ref } from 'vue'

/** Files may be dropped anywhere on the window; answers whether some are being held over it. */
export function useFileDrop(allowed: Ref<boolean>, add: (files: FileList) => void): Ref<boolean> {
  const dragging = ref(false)
  const carriesFiles = (event: DragEvent) => allowed.value && event.dataTransfer?.types.includes('Files')
  const over = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    dragging.value = true
  }
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) dragging.value = false
  }
  const drop = (event: DragEvent) => {
    dragging.value = false
    if (!carriesFiles(event)) return
    event.preventDefault()
    add(event.dataTransfer!.files)
  }
  document.addEventListener('dragover', over)
  document.addEventListener('dragleave', leave)
  document.addEventListener('drop', drop)
  onBeforeUnmount(() => {
    document.removeEventListener('dragover', over)
    document.removeEventListener('dragleave', leave)
    document.removeEventListener('drop', drop)
  })
  return dragging
}
