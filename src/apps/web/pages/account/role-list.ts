import { type Role, roleText } from '../../../../casework/roles.ts'
import type { PageContext } from '../../page.tsx'

/** Several roles in one line. */
export const roleList = (p: PageContext<unknown>, roles: readonly Role[]): string =>
  roles.map((role) => p.say(roleText[role])).join(p.lang === 'ja' ? '、' : ', ')
