import { classNames } from './class-names'

/** 20 px outlines, each with a silhouette of its own: none needs its colour to be told apart. */
const PATHS = {
  check: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm-3.2 7.7 2.3 2.3 4.2-4.7',
  alert: 'M10 3.2 18 16.8H2L10 3.2Z',
  stop: 'M4 4h12v12H4V4Z',
  triangle: 'M10 3.2 18 16.8H2L10 3.2Zm0 5v4m0 2.2v.1',
  square: 'M3.5 3.5h13v13h-13v-13Zm3.7 6.5h5.6',
  info: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm0 6.7v4.3m0-6.8v.1',
  clock: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm0 3.3V10l3 2',
  dots: 'M4.5 10h.1m5.4 0h.1m5.4 0h.1',
  dash: 'M4 10h12',
  up: 'M10 4 17 15.5H3L10 4Z',
  down: 'M10 16 3 4.5h14L10 16Z',
  turn: 'M4.5 7.5A6.5 6.5 0 1 1 3.6 11M4.5 3.5v4h4',
  home: 'M3 9.3 10 3.5l7 5.8M5 8.2v8.3h10V8.2',
  key: 'M12.8 3.5a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4ZM10.1 9.8 3.5 16.4m2.8-2.6 2 2',
  gear: 'M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4',
  pause: 'M7 4v12M13 4v12',
  gauge: 'M2.5 7h15v6h-15V7Zm5 0v3m5-3v3',
  coin: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm2.3 5a3 3 0 1 0 0 5M6 9.2h4.5M6 10.9h4.5',
  copy: 'M7.5 7.5h9v9h-9v-9Zm-2 5h-2v-9h9v2',
  close: 'm5 5 10 10M15 5 5 15',
} as const

export type IconName = keyof typeof PATHS

/** What is most urgent is solid. */
const SOLID: readonly IconName[] = ['alert', 'stop']

/** Decoration only: what it says stands in words beside it. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={classNames('size-5', className)}>
      <path
        d={PATHS[name]}
        fill={SOLID.includes(name) ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={name === 'dots' ? 2.5 : 1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
