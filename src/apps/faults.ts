import { accountFaults } from '../casework/account-faults.ts'
import { evaluatorFaultTexts } from '../casework/evaluator-faults.ts'
import { caseworkFaultTexts } from '../casework/faults.ts'
import { fileFaults } from '../casework/file-faults.ts'
import { runFaultTexts } from '../casework/run-faults.ts'
import { watchFaultTexts } from '../casework/watches.ts'
import { attestationFaults } from '../core/attestation/faults.ts'
import { decisionFaultTexts } from '../core/decision/faults.ts'
import { exchangeFaultTexts } from '../core/exchange/faults.ts'
import { ixitMarkdownFaultTexts } from '../core/exchange/ixit-markdown-faults.ts'
import type { Fault, FaultText } from '../core/kernel/fault.ts'
import { fill, type Language } from '../core/kernel/text.ts'
import { marketFaultTexts } from '../core/market/faults.ts'
import { checkJobFaultTexts } from '../core/procurement/check-job.ts'
import { chooseFaultTexts } from '../core/procurement/choose-policy.ts'
import { checkFaultTexts } from '../core/procurement/faults.ts'
import { listFaultTexts } from '../core/procurement/lists/faults.ts'
import { webhookFaultTexts } from '../core/register/webhook.ts'
import { compileFaultTexts } from '../core/scheme/compile-faults.ts'
import { schemeFaultTexts } from '../core/scheme/faults.ts'
import { selectionFaultTexts } from '../core/selection/faults.ts'
import { verifierFaults } from '../core/verifier/faults.ts'
import { appFaults } from './app-faults.ts'
import { webFaults } from './web/faults.ts'

type Table = Readonly<Record<string, FaultText>>

/** The rooms' tables of refusals, in the order of the floors. */
export const faultTables: Readonly<Record<string, Table>> = {
  scheme: schemeFaultTexts,
  compile: compileFaultTexts,
  selection: selectionFaultTexts,
  market: marketFaultTexts,
  procurement: { ...listFaultTexts, ...checkFaultTexts, ...chooseFaultTexts, ...checkJobFaultTexts },
  decision: decisionFaultTexts,
  attestation: attestationFaults,
  register: webhookFaultTexts,
  verifier: verifierFaults,
  exchange: { ...ixitMarkdownFaultTexts, ...exchangeFaultTexts },
  casework: { ...caseworkFaultTexts, ...runFaultTexts, ...evaluatorFaultTexts, ...watchFaultTexts },
  files: fileFaults,
  accounts: accountFaults,
  apps: appFaults,
  web: webFaults,
}

const faultTexts = new Map<string, FaultText>(Object.values(faultTables).flatMap((table) => Object.entries(table)))

/** Adds the refusals of an adapter; compose does this, for nobody else may know adapters. */
export function tellFaults(table: Table): void {
  for (const [code, text] of Object.entries(table)) faultTexts.set(code, text)
}

const unknown: FaultText = {
  what: { ja: 'この操作はできませんでした。', en: 'This could not be done.' },
  why: { ja: '決まりに合わないところがあります。', en: 'Something does not agree with the rules.' },
  next: {
    ja: '内容を確かめてください。わからないときは、コードを添えてお問い合わせください。',
    en: 'Please check what you entered. If you are unsure, contact us with the code.',
  },
}

/** A refusal as it is told to a person. */
export interface FaultSummary {
  readonly code: string
  readonly what: string
  readonly why: string
  readonly next: string
}

/** Puts a refusal into words; a code nobody wrote words for is shown with the code itself. */
export function faultSummary(fault: Fault, lang: Language): FaultSummary {
  const texts = faultTexts.get(fault.code) ?? unknown
  const say = (text: { ja: string; en: string }) =>
    fill(text, Object.fromEntries(Object.entries(fault).map(([k, v]) => [k, written(v, lang)])))[lang]
  return { code: fault.code, what: say(texts.what), why: say(texts.why), next: say(texts.next) }
}

function written(value: unknown, lang: Language): unknown {
  if (Array.isArray(value)) return value.map((v) => written(v, lang)).join(lang === 'ja' ? '、' : ', ')
  if (typeof value === 'object' && value !== null && lang in value) return (value as Record<string, unknown>)[lang]
  return value
}
