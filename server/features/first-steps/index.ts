export { dismissFirstSteps } from './dismiss-first-steps.ts'
export { loadFirstSteps } from './first-steps.ts'
