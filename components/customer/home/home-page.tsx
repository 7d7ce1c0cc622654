import type { Route } from 'next'
import { PigmentPatterns } from '@/components/charts/pigments'
import type { HomeView } from '@/lib/domain/forecast/views'
import { AnswerBlock } from './answer-block'
import { BurnDownCard } from './burn-down-card'
import { ChargesCard } from './charges-card'
import { FirstCall } from './first-call'
import { GrantsCard } from './grants-card'
import type { HomeState } from './home-address'
import { LimitsNowCard } from './limits-now-card'
import { NextCard } from './next-card'
import { PaceNotice } from './pace-notice'
import { StatusNotices } from './status-notices'
import { TopUsesCard } from './top-uses-card'
import { UnusualNote } from './unusual-note'
import { UsageCard } from './usage-card'
import { useVerdictWords } from './use-verdict-words'

interface HomePageProps {
  view: HomeView
  state: HomeState
  /** Whether the address asked for a pace that there is none of. */
  isPaceRefused: boolean
  pages: { buy: Route; keys: Route; limits: Route }
  /** The first call of an account without use. */
  command: string | null
}

/** "Will I be all right?": the answer first, then the evidence, what happens next and what can stop it. */
export function HomePage({ view, state, isPaceRefused, pages, command }: HomePageProps) {
  const answer = useVerdictWords(view.verdict)
  const isUnused = view.verdict.kind === 'learning' && view.verdict.learnedAt === null && view.lastCharges.length === 0
  return (
    <>
      <PigmentPatterns />
      <StatusNotices status={view.account.status} />
      {/* Each has its column from the start: a page that arrives in pieces does not move what was there before the aside. */}
      <div className="grid gap-x-6 gap-y-4 md:[&>:not(aside)]:col-start-1 md:grid-cols-[minmax(0,1fr)_23rem] md:grid-rows-[auto_auto_auto_1fr] md:gap-y-6">
        <div>
          <div role="status">
            <PaceNotice state={state} isRefused={isPaceRefused} hasForecast={view.forecast !== null} />
          </div>
          <AnswerBlock view={view} answer={answer} buy={pages.buy} />
          <UnusualNote view={view} />
        </div>
        {isUnused ? <FirstCall keys={pages.keys} command={command} /> : <BurnDownCard view={view} state={state} />}
        <aside className="grid content-start gap-4 md:col-start-2 md:row-span-4 md:row-start-1 md:gap-6">
          <NextCard view={view} />
          <LimitsNowCard view={view} page={pages.limits} />
          {!isUnused && <TopUsesCard view={view} />}
          <GrantsCard view={view} />
        </aside>
        {!isUnused && (
          <>
            <UsageCard view={view} state={state} />
            <div className="self-start">
              <ChargesCard view={view} />
            </div>
          </>
        )}
      </div>
    </>
  )
}
