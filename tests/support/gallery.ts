import type { Hono } from 'hono'
import { webApp } from '../../src/apps/web/app.tsx'
import { labelA, labelB, labelC, labelD, labelE, labelF, labelG, labelH } from './entries.ts'
import { fakeHouse } from './fake-house.ts'

const labels = { labelA, labelB, labelC, labelD, labelE, labelF, labelG, labelH }

const paths: Readonly<Record<string, string>> = {
  home: '/',
  register: '/register?q=ＨＲ－２００',
  'register-all': '/register',
  'register-none': '/register?q=ZZ-999',
  maker: '/makers/hikari',
  compare: `/compare?l=${labelA}&l=${labelB}&l=${labelC}`,
  'compare-none': '/compare?add=HR',
  schemes: '/schemes',
  scheme: '/schemes/jc-star',
  criteria: '/schemes/jc-star/1',
  'level-3': '/schemes/jc-star/3',
  standard: '/standards/uk-psti',
  'schemes-some': '/schemes?state=stalled',
  'scheme-law': '/schemes/eu-cra',
  'scheme-stalled': '/schemes/us-cyber-trust-mark',
  'scheme-closed': '/schemes/fi-label',
  'scheme-recognised': '/schemes/sg-cls',
  'level-abroad': '/schemes/sg-cls/3',
  'level-closed': '/schemes/fi-label/1',
  'level-not-known': '/schemes/kr-cic/basic',
  'standard-tests': '/standards/etsi-ts-103-701',
  'standard-empty': '/standards/rbss',
  'product-types': '/product-types',
  about: '/about',
  levels: '/about/levels',
  'label-use': '/about/label-use',
  accessibility: '/accessibility',
  privacy: '/privacy',
  security: '/security',
  status: '/status',
  report: '/report',
  help: '/help',
  apply: '/apply',
  developers: '/developers',
  data: '/data',
  'label-check': '/label-check',
  'label-check-error': '/label-check?id=7K3M-9QXP-2D',
  'not-found': '/nowhere',
}

/** Every public page in both languages, by name. */
export const gallery: readonly { readonly name: string; readonly path: string }[] = (['ja', 'en'] as const).flatMap(
  (lang) => [
    ...Object.entries(paths).map(([name, path]) => ({ name: `${name}-${lang}`, path: `/${lang}${path}` })),
    ...Object.entries(labels).map(([name, id]) => ({ name: `${name}-${lang}`, path: `/l/${id}?lang=${lang}` })),
    { name: `history-${lang}`, path: `/l/${labelE}/history?lang=${lang}` },
    { name: `proof-${lang}`, path: `/l/${labelA}/proof?lang=${lang}` },
    { name: `no-label-${lang}`, path: `/l/7K3M9QXP2D?lang=${lang}` },
  ],
)

/** The pages over a register in memory. */
export const galleryApp = (): Hono => webApp(fakeHouse())
