import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { accountId } from '../../session/current-account.ts'
import { useSession } from '../../session/session-store.ts'
import { useInboxes } from '../inboxes/inbox-store.ts'
import type { SettingsEntry } from './find-settings.ts'
import { sectionsOf, settingsMap } from './settings-map.ts'

/** The pages that this person may open, and everything that can be found on them. */
export function useSettingsEntries() {
  const { t } = useI18n()
  const session = useSession()
  const inboxes = useInboxes()
  const isAdministrator = computed(() => session.membership(accountId.value)?.role === 'administrator')
  const places = computed(() => settingsMap.filter((one) => isAdministrator.value || !one.forAdministrators))
  const here = () => ({ accountId: accountId.value })

  const ofPages = () =>
    places.value.flatMap((place): SettingsEntry[] => {
      const page = t(`place.${place.name}`)
      const whole = { key: place.name, label: page, page: '', words: t(`place_words.${place.name}`) }
      const fields = (place.fields ?? []).map((field) => ({
        ...texts(`field.${place.name}.${field}`),
        key: `${place.name}#${field}`,
        page,
        to: { name: place.name, params: here(), hash: `#${field}` },
      }))
      return [{ ...whole, to: { name: place.name, params: here() } }, ...fields]
    })
  const ofInboxes = () =>
    inboxes.all.flatMap((inbox) =>
      sectionsOf(inbox.channel_type).flatMap(({ section, fields }) =>
        fields.map((field): SettingsEntry => ({
          ...texts(`field.inbox.${field}`),
          key: `${inbox.id}/${section}#${field}`,
          page: inbox.name,
          to: { name: 'inbox', params: { ...here(), inboxId: inbox.id, section }, hash: `#${field}` },
        })),
      ),
    )
  /** A field's text is its name and, after a bar, other words for it. */
  function texts(key: string) {
    const [label = '', words = ''] = t(key).split(' — ')
    return { label, words }
  }
  const entries = computed(() => [...ofPages(), ...(isAdministrator.value ? ofInboxes() : [])])
  return { places, entries }
}
