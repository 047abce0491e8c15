import { roles } from '../../casework/roles.ts'

/** Who may open the pages about device tests: the people of the maker, and those whom it let in to test. */
export const tester = { kind: 'maker', roles: ['applicant', 'administrator', 'evaluator'] } as const

/** Pages for anybody who is signed in, whatever they are here for. */
export const everybody = { roles } as const
