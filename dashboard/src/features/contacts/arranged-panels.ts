import { Comment, Fragment, isVNode } from 'vue'
import type { FunctionalComponent, VNode } from 'vue'
import { shownOf } from '../../session/arrangement.ts'
import { useArrangement } from '../../session/arrangement-store.ts'

/**
 * The sections of a panel, in the order and as many as people chose. Sorting what is drawn keeps the order of the focus the
 * same as that of the eye. Each section has a `name`. */
export const ArrangedPanels: FunctionalComponent = (_props, { slots }) => {
  const sections = flat(slots['default']?.() ?? [])
  return shownOf(sections, useArrangement().chosen.panels, (one) => String(one.props?.['name'] ?? '')).map((one) => {
    one.key = String(one.props?.['name'] ?? '')
    return one
  })
}

function flat(nodes: VNode[]): VNode[] {
  return nodes
    .flatMap((node) =>
      node.type === Fragment && Array.isArray(node.children) ? flat(node.children.filter(isVNode)) : [node],
    )
    .filter((node) => node.type !== Comment)
}
