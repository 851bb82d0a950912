// This file is JavaScript because Pulumi would compile a TypeScript policy pack with an old compiler. Node runs the imported
// TypeScript as it is.
import { PolicyPack } from '@pulumi/policy';
import { policies } from './policies.ts';

new PolicyPack('todo-chatbot', { policies });
