import type { Visit } from '../conversation/visit.ts'

const freshFor = 5 * 60_000
let loadedAt = 0

/** Who answers here, and who of them is there now; good for five minutes. */
export function loadTeam({ api, team, identity }: Visit): void {
  if (Date.now() - loadedAt < freshFor) return
  loadedAt = Date.now()
  api.team().then(
    ({ payload }) => (team.value = payload),
    () => (loadedAt = 0),
  )
  if (identity.state.returning) {
    api.happened('webwidget.triggered', { initiated_at: { timestamp: new Date().toString() } }).catch(() => {})
  }
}
