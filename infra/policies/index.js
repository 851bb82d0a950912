// JavaScript, for Pulumi compiles TypeScript of policy packs with a compiler that does not know ours; what is imported is
// run by Node as it is.
import { PolicyPack } from '@pulumi/policy';
import { policies } from './policies.ts';

new PolicyPack('todo-chatbot', { policies });
