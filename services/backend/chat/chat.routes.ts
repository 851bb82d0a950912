import { Readable } from 'node:stream';
import type { Context } from 'koa';
import type { Clock } from '../../../shared/clock.ts';
import { Conflict, NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/sign-in/authenticate.ts';
import { type AtOnce, tooManySearches } from '../limits/at-once.ts';
import { RequestBegun } from '../platform/idempotency/idempotency.service.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import { idempotentSteps } from '../platform/idempotency/idempotent-steps.ts';
import type { Route } from '../platform/openapi/route.ts';
import type { Transaction, UnitOfWork } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { Owner } from '../tasks/write/task.service.ts';
import { todoTools } from '../tools/todo-tools.ts';
import { asEvents, exampleChat } from './chat.examples.ts';
import type { ChatResponder } from './chat.responder.ts';
import { type ChatResponse, chatMessage, chatResponse } from './chat.schema.ts';
import { type Chatbot, respondInSteps, respondInTransaction, type UserMessage } from './chat.service.ts';
import { disconnectSignal, openStream, wantsStream } from './chat.stream.ts';
import { loadConversation } from './conversation.service.ts';

interface Dependencies {
  unitOfWork: UnitOfWork;
  idempotent: Idempotent;
  authenticate: Authenticate;
  searches: AtOnce;
  clock: Clock;
  eventsEnabled: boolean;
  /** A language model that replies instead of the parser. It is slow, so no transaction may be open meanwhile. */
  responder?: ChatResponder | undefined;
}

export function chatRoutes(dependencies: Dependencies): Route[] {
  const { unitOfWork, idempotent, authenticate, searches, clock, eventsEnabled, responder } = dependencies;
  const tools = todoTools(eventsEnabled);
  const parser = { respond: respondByGrammar, tools };
  const inSteps = idempotentSteps({ unitOfWork, clock });
  const example = exampleChat(eventsEnabled);

  return [
    {
      method: 'post',
      path: '/api/chat',
      operationId: 'chat',
      summary: 'Say something to the chatbot',
      description: [
        'A client that accepts `text/event-stream` receives server-sent events: any number of `part`, each with `{ text }`, a',
        'piece of the reply as it is written; then one `answer` with what the JSON response would be, or one `problem`. Where a',
        'language model replies, each change is committed when the reply mentions it, even if the connection ends earlier. A change of',
        'a set of tasks, and every deletion, is a `proposal` first: "yes", or its id as `confirm`, does it. `choices` are answers to a question.',
      ].join(' '),
      tag: 'chat',
      headers: ['Idempotency-Key'],
      body: {
        schema: chatMessage,
        examples: {
          add: { message: 'add Pay rent' },
          goOn: { message: 'list', conversationId: example.conversationId },
          confirm: { conversationId: example.conversationId, confirm: '0198c6ae-2b17-7c0e-8d9a-5f4c3b2a1d00' },
        },
      },
      responses: {
        200: {
          description: 'The reply, and what the chatbot did.',
          schema: chatResponse,
          example,
          alternatives: { 'text/event-stream': asEvents(example) },
        },
      },
      problems: [
        new NotFound('There is no such conversation.'),
        new Conflict('That proposal is not open any more.'),
        new RequestBegun(),
        tooManySearches,
      ],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const message = validate(chatMessage, ctx.request.body);
        const context = { actor: 'chat' as const, now: clock(), eventsEnabled };
        if (responder) await converse(ctx, context, owner, { respond: responder, tools }, message);
        else {
          const reply = async (tx: Transaction) => ({
            body: await respondInTransaction(tx, context, owner, parser, message),
          });
          await searches(owner.id, () => idempotent(ctx, owner, reply));
        }
        if (wantsStream(ctx) && !(ctx.body instanceof Readable)) streamAtOnce(ctx, ctx.body as ChatResponse);
      },
    },
  ];

  async function converse(ctx: Context, context: ChangeContext, owner: Owner, bot: Chatbot, message: UserMessage) {
    const steps = await inSteps(ctx, owner, (tx) => loadConversation(tx, owner.id, message.conversationId));
    if (steps.earlier) {
      ctx.body = steps.earlier.body;
      return;
    }
    const stream = wantsStream(ctx) ? openStream(ctx) : undefined;
    const listener = { say: (part: string) => stream?.say(part), signal: disconnectSignal(ctx) };
    const reply = async () => {
      const finish = await respondInSteps(unitOfWork, context, owner, bot, message, steps.begun, listener);
      return (await steps.finish(async (tx) => ({ body: await finish(tx) }))).body;
    };
    if (!stream) ctx.body = await reply();
    // Koa starts sending when this function returns, so a streamed reply is not awaited.
    else void reply().then(stream.end, stream.fail);
  }
}

/** Sends a complete response in the form of a stream. */
function streamAtOnce(ctx: Context, response: ChatResponse): void {
  const stream = openStream(ctx);
  stream.say(response.reply);
  stream.end(response);
}

/** Responds by the grammar, which is loaded with the first message: it takes 10 MiB. */
const respondByGrammar: ChatResponder = async (turn) =>
  (await import('./parser/parser.responder.ts')).parserResponder(turn);
