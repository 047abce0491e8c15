import { isOnlyEvaluator } from '../../../../casework/roles.ts'
import type { DeskContext } from '../../page.tsx'
import type { Frame } from '../../parts/layout.tsx'
import { makerFrame } from '../applicant/frame.ts'

const words = {
  ja: { tests: '実機試験', account: 'アカウント' },
  en: { tests: 'Device tests', account: 'Account' },
}

/** The frame of a page about device tests: the maker's own, or that of somebody who is there to test and for nothing else. */
export function testFrame(p: DeskContext<unknown>, title: string, more: Partial<Frame> = {}): Frame {
  const { viewer, organisations } = p.session
  if (!isOnlyEvaluator(viewer)) return makerFrame(p, title, '/desk/applications', more)
  const t = words[p.lang]
  return {
    title,
    noIndex: true,
    current: '/desk',
    desk: {
      place: organisations.find((o) => o.id === viewer.organisation)?.name ?? '',
      menu: [
        { href: p.href('/desk'), text: t.tests },
        { href: p.href('/account'), text: t.account },
      ],
    },
    ...more,
  }
}

/** Where one came from: the tests of the application. */
export const backToTests = (p: DeskContext<unknown>, id: string): NonNullable<Frame['back']> => ({
  href: p.href(`/desk/applications/${encodeURIComponent(id)}/runs`),
  text: words[p.lang].tests,
})
