import type { Permission } from '../../../../casework/queries.ts'
import { roleText } from '../../../../casework/roles.ts'
import { faultSummary } from '../../../faults.ts'
import type { PageContext } from '../../page.tsx'
import { Notice } from '../../parts/notice.tsx'

const words = {
  ja: { who: (roles: string) => `この操作ができるのは、次の役割の人です：${roles}` },
  en: { who: (roles: string) => `People with one of these roles may do this: ${roles}` },
}

/** In place of a button that would be dead: why it is not there, and who may. Nothing where one may. */
export const WhyNot = ({ p, may }: { p: PageContext<unknown>; may: Permission }) => {
  if (may.allowed) return null
  const { what, why } = faultSummary(may.fault, p.lang)
  const roles = may.who.roles.map((role) => p.say(roleText[role])).join(p.lang === 'ja' ? '、' : ', ')
  return (
    <Notice>
      <p class="strong">{what}</p>
      <p>{may.fault.code === 'role-missing' ? words[p.lang].who(roles) : why}</p>
    </Notice>
  )
}
