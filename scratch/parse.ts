import { parseCommand } from '../services/backend/chat/parser/commands/command.parser.ts';
import { parseQuickAdd } from '../shared/language/quick-add.ts';
const reader = { timeZone: 'Europe/Berlin', now: new Date('2026-11-24T13:00:00Z'), locale: 'en-GB' };
for (const m of process.argv.slice(2)) { console.log(m, '\n  ', JSON.stringify(parseCommand(m, reader, true)), '\n  ', JSON.stringify(parseQuickAdd(m, reader))); }
