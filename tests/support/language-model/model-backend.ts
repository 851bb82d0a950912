import assert from 'node:assert/strict';
import { languageModel } from '../../../services/backend/chat/llm/language-model.ts';
import { createLogger, type Logger } from '../../../shared/logger.ts';
import type { Client } from '../api-client.ts';
import { startBackend, type TestBackend, type TestBackendOptions } from '../backend/start-backend.ts';
import { useStarted } from '../use-started.ts';
import { type Streamed, say } from './chat-client.ts';
import { type Line, type ScriptedModel, startScriptedModel } from './scripted-model.ts';

export interface ModelBackend extends TestBackend {
  model: ScriptedModel;
  /** Says something as this person while the model answers with these lines, and all of them. */
  exchange(by: Client, message: string, lines: readonly Line[], conversationId?: string): Promise<Streamed>;
}

interface ModelBackendOptions extends TestBackendOptions {
  totalMs?: number;
  idleMs?: number;
  stopping?: AbortSignal;
  logger?: Logger;
}

/** A backend whose chat is answered by a scripted model. */
export async function startModelBackend(options: ModelBackendOptions = {}): Promise<ModelBackend> {
  const { totalMs = 60_000, idleMs = 60_000, stopping = new AbortController().signal } = options;
  const logger = options.logger ?? createLogger('backend', 'silent');
  const model = await startScriptedModel();
  const responder = languageModel({ baseUrl: model.url, model: 'scripted', totalMs, idleMs }, { logger, stopping });
  const backend = await startBackend({ ...options, responder });
  return {
    ...backend,
    model,
    async exchange(by, message, lines, conversationId) {
      model.script(...lines);
      const response = await say(backend.url, by, message, conversationId ? { conversationId } : {});
      assert.equal(response.parts.join(''), response.reply, 'what was streamed is what is kept');
      assert.equal(model.left, 0, `it was asked as often as the script has lines, but ${model.left}`);
      return response;
    },
    async stop() {
      await backend.stop();
      await model.stop();
    },
  };
}

/** A backend with a scripted model for the tests of the suite that calls this. */
export function useModelBackend(options: ModelBackendOptions = {}): ModelBackend {
  return useStarted(() => startModelBackend(options));
}
