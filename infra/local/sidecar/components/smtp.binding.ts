import type { Transporter } from 'nodemailer';
import { DaprError } from '../api.ts';
import type { Component } from './components.ts';

export interface OutputBinding {
  invoke(operation: string, data: unknown, metadata: Record<string, string>): Promise<void>;
}

/** Sends mail as Dapr's SMTP binding does: https://docs.dapr.io/reference/components-reference/supported-bindings/smtp/ */
export function createSmtpBinding(component: Component, value: (name: string) => string | undefined): OutputBinding {
  const user = value('user');
  let transport: Transporter | undefined;
  // Most systems send no e-mail, so the library is loaded with the first one.
  const connected = async () => {
    const { createTransport } = await import('nodemailer');
    transport ??= createTransport({
      host: value('host'),
      port: Number(value('port')),
      secure: value('port') === '465',
      ...(user && { auth: { user, pass: value('password') } }),
      tls: { rejectUnauthorized: value('skipTLSVerify') !== 'true' },
    });
    return transport;
  };
  return {
    async invoke(operation, data, metadata) {
      if (operation !== 'create') {
        throw new DaprError(
          500,
          'ERR_INVOKE_OUTPUT_BINDING',
          `binding ${component.name} does not support ${operation}`,
        );
      }
      const setting = (name: string) => metadata[name] || value(name);
      for (const required of ['emailFrom', 'emailTo', 'subject']) {
        if (setting(required)) continue;
        throw new DaprError(500, 'ERR_INVOKE_OUTPUT_BINDING', `smtp binding error: ${required} property not supplied`);
      }
      try {
        await (await connected()).sendMail({
          from: setting('emailFrom'),
          to: setting('emailTo')?.split(';'),
          subject: setting('subject'),
          html: typeof data === 'string' ? data : JSON.stringify(data),
        });
      } catch (error) {
        throw new DaprError(500, 'ERR_INVOKE_OUTPUT_BINDING', `sending email failed: ${(error as Error).message}`);
      }
    },
  };
}
