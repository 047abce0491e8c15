import type { FaultTexts } from '../kernel/fault.ts'
import type { CompileFault } from './compile.ts'

/** That a scheme is not there is told the same way everywhere, by casework's table. */
export const compileFaultTexts: FaultTexts<Exclude<CompileFault, { code: 'scheme-not-found' }>> = {
  'scheme-does-not-compile': {
    what: {
      ja: '制度「{scheme}」には誤りが{count}件あり、公表できません。',
      en: 'The scheme {scheme} has {count} mistakes and must not be published.',
    },
    why: {
      ja: '制度そのもの、または制度がよりどころにする規格、ロングリスト、対応表に誤りがあります。',
      en: 'They are in the scheme, or in the standards, the long list or the crosswalks it rests on.',
    },
    next: {
      ja: '示された行を直してから、もう一度実行してください。何も公表されていません。',
      en: 'Correct the rows that are named and try again. Nothing was published.',
    },
  },
}
