import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Comes before all other imports, so that later starts reuse their compiled code.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/todo-chatbot'));
const { environment, localConfig } = await import('./config.ts');
const { runInForeground } = await import('./foreground.ts');
const { startSystem } = await import('./system.ts');

await runInForeground(async (console, hooks) => {
  const config = localConfig(environment);
  console.line(`Starting the todo chatbot, ${config.eventsEnabled ? 'Phase 5 (events)' : 'Phase 4'}:`);
  return { config, system: await startSystem({ ...config, ...hooks }) };
});
