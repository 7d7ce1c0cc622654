'use client'

import { type ComponentType, type RefObject, useEffect, useState } from 'react'
import type { BurnDownChartProps } from './burn-down-chart'
import type { UsageChartProps } from './usage-chart'

interface LiveCharts {
  charts: { BurnDownChart: ComponentType<BurnDownChartProps>; UsageChart: ComponentType<UsageChartProps> }
  size: { width: number; height: number }
}

/** The live charts, loaded once the plot has been seen and the browser is at rest; null until then, and for good when they cannot be loaded: the plate stays. */
export function useLiveCharts(plot: RefObject<HTMLDivElement | null>): LiveCharts | null {
  const [live, setLive] = useState<LiveCharts | null>(null)
  useEffect(() => {
    const element = plot.current
    if (!element) return
    let measure: ResizeObserver | null = null
    const begin = (charts: LiveCharts['charts']) => {
      measure = new ResizeObserver(() =>
        setLive({ charts, size: { width: element.clientWidth, height: element.clientHeight } }),
      )
      measure.observe(element)
    }
    const sight = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      sight.disconnect()
      whenIdle(() =>
        import('./live-charts').then(
          ({ BurnDownChart, UsageChart }) => element.isConnected && begin({ BurnDownChart, UsageChart }),
          () => {},
        ),
      )
    })
    sight.observe(element)
    return () => {
      sight.disconnect()
      measure?.disconnect()
    }
  }, [plot])
  return live
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2000 })
  else setTimeout(work, 200)
}
