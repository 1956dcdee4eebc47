/** A page of the company's own that agents see beside a conversation. */
export interface DashboardApp {
  id: number
  accountId: number
  title: string
  content: Panel[]
  createdAt: Date
}

/** One frame of a dashboard app. */
export interface Panel {
  type: 'frame'
  url: string
}
