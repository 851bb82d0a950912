import { nothingElseIsOpen } from './exposure.rule.ts';
import { imagesHaveVersions } from './images.rule.ts';
import { limitsAndProbes } from './limits.rule.ts';
import { restrictedPods } from './restricted.rule.ts';
import type { Rule } from './rule.ts';
import { daprIsScoped } from './scopes.rule.ts';
import { noLiteralSecrets } from './secrets.rule.ts';

/** The rules that every stack must meet. */
export const rules: readonly Rule[] = [
  imagesHaveVersions,
  limitsAndProbes,
  restrictedPods,
  noLiteralSecrets,
  daprIsScoped,
  nothingElseIsOpen,
];
