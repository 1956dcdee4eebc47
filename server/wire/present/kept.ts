import type { CannedReply } from '../../features/canned-replies/index.ts'
import type { AttributeDefinition } from '../../features/custom-attributes/index.ts'
import type { CustomFilter } from '../../features/custom-filters/index.ts'
import type { DashboardApp } from '../../features/dashboard-apps/index.ts'
import type { Label } from '../../features/labels/index.ts'

// What a company and its agents keep for their work (contract 2.7). Rows have ISO times (2.1).

/** A label. */
export function label(one: Label) {
  return {
    id: one.id,
    title: one.title,
    description: one.description,
    color: one.color,
    show_on_sidebar: one.showOnSidebar,
  }
}

/** A canned reply. */
export function cannedResponse(one: CannedReply) {
  return {
    id: one.id,
    account_id: one.accountId,
    short_code: one.shortCode,
    content: one.content,
    created_at: one.createdAt.toISOString(),
    updated_at: one.updatedAt.toISOString(),
  }
}

/** A custom attribute's definition; its type and model are words, whatever was sent. */
export function attributeDefinition(one: AttributeDefinition) {
  return {
    id: one.id,
    attribute_display_name: one.displayName,
    attribute_display_type: one.displayType,
    attribute_description: one.description,
    attribute_key: one.key,
    regex_pattern: one.pattern,
    regex_cue: one.patternCue,
    attribute_values: one.choices,
    attribute_model: `${one.owner}_attribute`,
    default_value: one.defaultValue,
    created_at: one.createdAt.toISOString(),
    updated_at: one.updatedAt.toISOString(),
  }
}

/** A saved filter. */
export function customFilter(one: CustomFilter) {
  return {
    id: one.id,
    name: one.name,
    filter_type: one.filterType,
    query: one.query,
    created_at: one.createdAt.toISOString(),
    updated_at: one.updatedAt.toISOString(),
  }
}

/** A dashboard app. */
export function dashboardApp(one: DashboardApp) {
  return { id: one.id, title: one.title, content: one.content, created_at: one.createdAt.toISOString() }
}
