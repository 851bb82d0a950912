import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { metadata, type StackContext } from '../stack-context.ts';
import { secretContents } from './secret.contents.ts';

/** The annotation of Secrets whose values are public. */
export const throwAway = {
  'todo-chatbot/throw-away': 'for a cluster that may be lost; never use these values elsewhere',
};

/** With this label CloudNativePG applies a changed password at once. Other operators ignore it. */
const reloaded = { 'cnpg.io/reload': 'true' };

/** Creates the stack's Secrets if the configuration has their values. Otherwise they must already exist in the namespace. */
export class Secrets extends pulumi.ComponentResource {
  /** The names of the Secrets that the stack created. */
  readonly names: string[];

  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Secrets', 'secrets', {}, options);
    const { config } = context;
    const contents = config.secrets ? secretContents(config, config.secrets) : [];
    for (const { name, type, data } of contents) {
      const own = metadata(context, name, 'secrets');
      new k8s.core.v1.Secret(
        name,
        {
          metadata: {
            ...own,
            labels: { ...own.labels, ...(type === 'kubernetes.io/basic-auth' ? reloaded : {}) },
            ...(config.throwAway ? { annotations: throwAway } : {}),
          },
          type,
          stringData: pulumi.secret(data),
        },
        { parent: this },
      );
    }
    this.names = contents.map(({ name }) => name);
    this.registerOutputs({ names: this.names });
  }
}
