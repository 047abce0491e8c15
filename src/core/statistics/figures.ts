import type { Text } from '../kernel/text.ts'
import type { Figure, FigureId } from './figure.ts'
import { applicationsOpen, firstTimeCompletion, processingTime, questionRounds } from './figures-cases.ts'
import { costPerDeclaration, reuse, schemeCost, smeShare } from './figures-costs.ts'
import {
  coverage,
  expiryForecast,
  labelsAndModels,
  labelsInForce,
  standingChanges,
  supportEnd,
} from './figures-labels.ts'
import { laboratoryInvoices, laboratoryMinutes } from './figures-laboratory.ts'
import { serviceCompletion, serviceCost, serviceDigital, serviceSatisfaction } from './figures-service.ts'
import { bulkChecks, scans, topNotices } from './figures-use.ts'
import type { PlainCounts } from './plain-counts.ts'

/** How each figure is made of the counts. */
export const figureOf: Readonly<Record<FigureId, (plain: PlainCounts) => Figure>> = {
  'labels-in-force': labelsInForce,
  'labels-and-models': labelsAndModels,
  coverage,
  'standing-changes': standingChanges,
  'expiry-forecast': expiryForecast,
  'support-end': supportEnd,
  'applications-open': applicationsOpen,
  'processing-time': processingTime,
  'question-rounds': questionRounds,
  'first-time-completion': firstTimeCompletion,
  'bulk-checks': bulkChecks,
  scans,
  'top-notices': topNotices,
  'sme-share': smeShare,
  'cost-per-declaration': costPerDeclaration,
  'laboratory-minutes': laboratoryMinutes,
  'laboratory-invoices': laboratoryInvoices,
  reuse,
  'scheme-cost': schemeCost,
  'service-cost': serviceCost,
  'service-satisfaction': serviceSatisfaction,
  'service-completion': serviceCompletion,
  'service-digital': serviceDigital,
}

export interface FigureGroup {
  readonly id: string
  readonly page: '/statistics' | '/statistics/service'
  readonly name: Text
  readonly figures: readonly FigureId[]
}

/** In which order and under which headings figures are told. */
export const figureGroups: readonly FigureGroup[] = [
  {
    id: 'labels',
    page: '/statistics',
    name: { ja: 'ラベル', en: 'Labels' },
    figures: ['labels-in-force', 'labels-and-models', 'coverage'],
  },
  {
    id: 'applications',
    page: '/statistics',
    name: { ja: '申請と審査', en: 'Applications' },
    figures: ['applications-open', 'processing-time', 'question-rounds', 'first-time-completion'],
  },
  {
    id: 'standing',
    page: '/statistics',
    name: { ja: '停止と期限', en: 'Suspension and expiry' },
    figures: ['standing-changes', 'expiry-forecast', 'support-end'],
  },
  {
    id: 'use',
    page: '/statistics',
    name: { ja: '使われかた', en: 'Use' },
    figures: ['bulk-checks', 'scans', 'top-notices'],
  },
  {
    id: 'costs',
    page: '/statistics',
    name: { ja: '費用', en: 'Cost' },
    figures: ['cost-per-declaration', 'laboratory-minutes', 'laboratory-invoices', 'scheme-cost', 'reuse', 'sme-share'],
  },
  {
    id: 'service',
    page: '/statistics/service',
    name: { ja: 'サービスの指標', en: 'Service indicators' },
    figures: ['service-cost', 'service-satisfaction', 'service-completion', 'service-digital'],
  },
]
