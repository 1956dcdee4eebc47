export type { DashboardApp } from './dashboard-app.ts'
export { listDashboardApps, loadDashboardApp } from './dashboard-app-store.ts'
export { changeDashboardApp, installDashboardApp, removeDashboardApp } from './install-dashboard-app.ts'
