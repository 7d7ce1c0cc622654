// Everything drawn by Recharts, so that a page with several pictures loads the library once, as one chunk after first paint.
export { BurnDownChart } from './burn-down-chart'
export { UsageChart } from './usage-chart'
