import type { CaseSummary } from '../../../../casework/case.ts'
import { states, turn } from '../../../../casework/lifecycle.ts'
import { worklist } from '../../../../casework/queries.ts'
import type { DeskContext } from '../../page.tsx'
import type { Frame } from '../../parts/layout.tsx'

const words = {
  ja: {
    place: '審査の作業場',
    queue: '対応が必要',
    watch: '市場の見守り',
    editions: '要件の版',
    evaluators: '評価者',
    audit: '記録',
    people: '人と役割',
  },
  en: {
    place: 'Review desk',
    queue: 'To do',
    watch: 'Surveillance',
    editions: 'Editions',
    evaluators: 'Evaluators',
    audit: 'Records',
    people: 'People and roles',
  },
}

const unfinished = states.filter((state) => turn[state] !== 'nobody')

/** Cases that are not over, and labels about which something is proposed. Each case once. */
export async function openCases(p: DeskContext<unknown>, text?: string): Promise<readonly CaseSummary[]> {
  const { ports } = p.house
  const { viewer } = p.session
  const wanted = text === undefined ? {} : { text }
  const running = await worklist(ports, viewer, { ...wanted, states: unfinished })
  const proposed = await worklist(ports, viewer, { ...wanted, states: ['issued'], openProposals: true })
  return [...running, ...proposed]
}

/** Whether the body has to do something about a case. */
export const needsBody = (line: CaseSummary): boolean => turn[line.state] === 'body' || line.openProposals > 0

/** The workspace's header for the body's people. */
export async function bodyFrame(
  p: DeskContext<unknown>,
  open?: readonly CaseSummary[],
): Promise<NonNullable<Frame['desk']>> {
  const t = words[p.lang]
  const count = (open ?? (await openCases(p))).filter(needsBody).length
  return {
    place: t.place,
    menu: [
      { href: p.href('/desk/queue'), text: t.queue, count },
      { href: p.href('/desk/surveillance'), text: t.watch },
      { href: p.href('/desk/editions'), text: t.editions },
      ...(p.exists('/desk/evaluators') ? [{ href: p.href('/desk/evaluators'), text: t.evaluators }] : []),
      { href: p.href('/desk/audit'), text: t.audit },
      ...(p.session.viewer.roles.includes('administrator') && p.exists('/desk/admin/people')
        ? [{ href: p.href('/desk/admin/people'), text: t.people }]
        : []),
    ],
  }
}
