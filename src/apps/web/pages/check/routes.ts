import type { Page } from '../../page.tsx'
import { checkPage } from './check.tsx'
import { jobFormPage } from './job/job-form.tsx'
import { jobFilePage, jobPage } from './job/job-page.tsx'
import { localCheckPage, savedCheckPage } from './local/local.tsx'
import { engineFile, pageScriptFile } from './local/local-files.ts'
import { registerLines } from './local/register-lines.ts'
import { ownPolicyPage } from './own.tsx'
import { checkResultPage } from './result.tsx'

/** A buyer's list against a policy, without login and without anything being kept – on the server, or in the buyer's own browser. */
export const checkPages: readonly Page[] = [
  checkPage,
  checkResultPage,
  ownPolicyPage,
  jobFormPage,
  jobPage,
  jobFilePage,
  localCheckPage,
  savedCheckPage,
  pageScriptFile,
  engineFile,
  registerLines,
]
