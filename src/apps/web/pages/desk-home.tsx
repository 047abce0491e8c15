import { isOnlyEvaluator, type OrganisationKind } from '../../../casework/roles.ts'
import { everybody } from '../access.ts'
import { type DeskContext, defineDeskPage } from '../page.tsx'
import { makerHome } from './applicant/home.tsx'
import { evaluatorHome } from './laboratory/home.tsx'

/** What each kind of organisation meets when it comes in. */
const homeFor: Record<OrganisationKind, (p: DeskContext<unknown>) => Response | Promise<Response>> = {
  maker: makerHome,
  body: (p) => p.goTo('/desk/queue'),
}

/** The home of the workspace. */
export const deskHome = defineDeskPage<unknown>({
  path: '/desk',
  texts: { ja: {}, en: {} },
  ...everybody,
  handler: (p) => (isOnlyEvaluator(p.session.viewer) ? evaluatorHome(p) : homeFor[p.session.viewer.kind](p)),
})
