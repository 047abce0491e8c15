import type { Session } from '../../../house.ts'
import type { PageContext } from '../../page.tsx'
import type { Frame } from '../../parts/layout.tsx'

const words = {
  ja: { work: '作業', people: '人と役割', account: 'アカウント' },
  en: { work: 'Work', people: 'People and roles', account: 'Account' },
}

/** The workspace's header on the pages about people and accounts. */
export function deskFrame(p: PageContext<unknown>, session: Session): NonNullable<Frame['desk']> {
  const t = words[p.lang]
  const { viewer, organisations } = session
  return {
    place: organisations.find((o) => o.id === viewer.organisation)?.name ?? '',
    menu: [
      { href: p.href('/desk'), text: t.work },
      ...(viewer.roles.includes('administrator') ? [{ href: p.href('/desk/admin/people'), text: t.people }] : []),
      { href: p.href('/account'), text: t.account },
    ],
  }
}
