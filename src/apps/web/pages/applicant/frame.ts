import { businessDaysBetween } from '../../../../casework/calendar.ts'
import { dateInJapan, type IsoDate } from '../../../../core/kernel/date.ts'
import type { DeskContext } from '../../page.tsx'
import { writeDate } from '../../parts/dates.ts'
import type { Frame } from '../../parts/layout.tsx'
import { wordsOf } from './words.ts'

/** The workspace's header for the people of a maker. */
export function makerDesk(p: DeskContext<unknown>): NonNullable<Frame['desk']> {
  const { menu } = wordsOf(p)
  const { viewer, organisations } = p.session
  return {
    place: organisations.find((o) => o.id === viewer.organisation)?.name ?? '',
    menu: [
      { href: p.href('/desk'), text: menu.today },
      { href: p.href('/desk/applications'), text: menu.applications },
      { href: p.href('/desk/evidence'), text: menu.evidence },
      { href: p.href('/desk/labels'), text: menu.labels },
      ...(viewer.roles.includes('administrator') ? [{ href: p.href('/desk/admin/people'), text: menu.people }] : []),
    ],
  }
}

/** The frame of a page that belongs to one item of the menu. */
export const makerFrame = (
  p: DeskContext<unknown>,
  title: string,
  current: '/desk' | '/desk/applications' | '/desk/evidence' | '/desk/labels',
  more: Partial<Frame> = {},
): Frame => ({ title, noIndex: true, current, desk: makerDesk(p), ...more })

/** A day by which someone has to act: the date first, then how long that is. */
export function writeDue(p: DeskContext<unknown>, due: IsoDate): string {
  const words = wordsOf(p)
  const date = writeDate(due, p.lang, { weekday: true })
  const left = businessDaysBetween(dateInJapan(p.now), due)
  return left < 0 ? words.late(date) : words.by(date, left)
}
