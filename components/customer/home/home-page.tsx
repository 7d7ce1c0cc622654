import type { Route } from 'next'
import { PigmentPatterns } from '@/components/charts/pigments'
import type { HomeView } from '@/lib/domain/forecast/views'
import { AnswerBlock } from './answer-block'
import { ChargesCard } from './charges-card'
import { FirstCall } from './first-call'
import { GrantsCard } from './grants-card'
import { NextCard } from './next-card'
import { StatusNotices } from './status-notices'
import { UsageCard, type UsageViewKind } from './usage-card'

interface HomePageProps {
  view: HomeView
  shown: UsageViewKind
  address: Route
  keys: Route
  /** The first call of an account without use. */
  command: string | null
}

/** "Will I be all right?": the answer first, then what happens next, then the evidence. */
export function HomePage({ view, shown, address, keys, command }: HomePageProps) {
  const unused = view.runRate.kind === 'unused' && view.lastCharges.length === 0
  return (
    <>
      <PigmentPatterns />
      <StatusNotices status={view.account.status} />
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-[minmax(0,1fr)_23rem] md:grid-rows-[auto_auto_1fr] md:gap-y-6">
        <AnswerBlock view={view} />
        <aside className="grid content-start gap-4 md:col-start-2 md:row-span-3 md:row-start-1 md:gap-6">
          <NextCard view={view} />
          <GrantsCard view={view} />
        </aside>
        {unused ? (
          <FirstCall keys={keys} command={command} />
        ) : (
          <>
            <UsageCard view={view} shown={shown} address={address} />
            <ChargesCard view={view} />
          </>
        )}
      </div>
    </>
  )
}
