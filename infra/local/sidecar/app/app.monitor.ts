import type { Logger } from '../../../../shared/logger.ts';
import type { AppChannel } from './app.channel.ts';
import { parseSubscriptions, type Subscription } from './app.subscriptions.ts';

const HEALTH_MS = { up: 1_000, down: 100 };
/** The number of failed health checks in a row after which an app that still accepts connections counts as down. */
const THRESHOLD = 3;

/** The subscriptions and bindings that an app declared when it came up. */
export interface AppStarted {
  subscriptions: Subscription[];
  /** The input bindings for which the app has a route. */
  bindings: string[];
}

export interface AppMonitor {
  readonly up: boolean;
  /** Checks the app at once, because a delivery could not connect or lost its connection. */
  suspect(): void;
  stop(): void;
}

export interface AppMonitorOptions {
  appId: string;
  channel: AppChannel;
  /** The input bindings for which the app may have a route. */
  inputBindings: readonly string[];
  logger: Logger;
  onUp(started: AppStarted): void;
  onDown(): void;
}

/** Watches one app. It is up when /healthz succeeds and its subscriptions are read, and down when its port or /healthz fails. */
export function monitorApp({ appId, channel, inputBindings, logger, onUp, onDown }: AppMonitorOptions): AppMonitor {
  let up = false;
  let failures = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const get = (path: string, timeoutMs: number, method = 'GET') => channel.call({ method, path, timeoutMs });

  const isHealthy = async () => {
    try {
      const { status } = await get('/healthz', 2_000);
      return status >= 200 && status < 300;
    } catch {
      return false;
    }
  };

  const readApp = async (): Promise<AppStarted> => {
    const response = await get('/dapr/subscribe', 5_000);
    if (response.status !== 200 && response.status !== 404)
      throw new Error(`/dapr/subscribe responded with ${response.status}`);
    const subscriptions = response.status === 404 ? [] : parseSubscriptions(response.body.toString());
    const bindings: string[] = [];
    for (const name of inputBindings) {
      const { status } = await get(`/${name}`, 5_000, 'OPTIONS');
      if ((status >= 200 && status < 300) || status === 405) bindings.push(name);
    }
    return { subscriptions, bindings };
  };

  const goDown = () => {
    if (!up) return;
    up = false;
    logger.info({ app: appId }, 'An app is down; its subscriptions pause.');
    onDown();
  };

  let lastError = '';
  const check = async () => {
    const healthy = await isHealthy();
    failures = healthy ? 0 : failures + 1;
    if (up && failures >= THRESHOLD) goDown();
    if (up || !healthy || stopped) return;
    try {
      const started = await readApp();
      if (stopped) return;
      up = true;
      lastError = '';
      logger.info({ app: appId, topics: started.subscriptions.map(({ topic }) => topic) }, 'An app is up.');
      onUp(started);
    } catch (error) {
      // The app is healthy but its subscriptions are invalid. This is logged once, not at every check.
      if (String(error) !== lastError) logger.error({ app: appId, err: error }, 'An app cannot be subscribed.');
      lastError = String(error);
    }
  };

  let checking = false;
  const loop = async () => {
    clearTimeout(timer);
    if (checking) return;
    checking = true;
    await check();
    checking = false;
    if (!stopped) timer = setTimeout(loop, up && failures === 0 ? HEALTH_MS.up : HEALTH_MS.down);
  };
  loop();

  return {
    get up() {
      return up;
    },
    suspect() {
      goDown();
      loop();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
