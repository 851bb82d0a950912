import assert from 'node:assert/strict';
import fc from 'fast-check';
import { useSearch } from '../../../../../tests/support/backend/use-search.ts';
import { propertyRuns } from '../../../../../tests/support/property-runs.ts';

describe('search', () => {
  const { listOf, ask } = useSearch();

  describe('highlights', () => {
    const cases: [what: string, title: string, q: string, expected: string][] = [
      ['the word', 'Buy milk now', 'milk', 'Buy <mark>milk</mark> now'],
      ['the whole of a word by its beginning', 'Groceries', 'groc', '<mark>Groceries</mark>'],
      ['another form of the word', 'Going running', 'run', 'Going <mark>running</mark>'],
      ['accents', 'Un café noir', 'CAFE', 'Un <mark>café</mark> noir'],
      ['accents composed of several characters', 'Un cafe\u0301!', 'café', 'Un <mark>cafe\u0301</mark>!'],
      ['letters that are read as two', 'Die Straße', 'strasse', 'Die <mark>Straße</mark>'],
      ['what was typed with symbols', 'Is 100% of 100', '100%', 'Is <mark>100%</mark> of <mark>100</mark>'],
      ['a symbol', 'party 🎉!', '🎉', 'party <mark>🎉</mark>!'],
      [
        'a phrase where it stands, not its words elsewhere',
        'to do: to go',
        '"to go"',
        'to do: <mark>to</mark> <mark>go</mark>',
      ],
      ['nothing that is excluded', 'milk, bread', 'milk -soy', '<mark>milk</mark>, bread'],
      ['an inner part', 'Weihnachtsgeschenke', 'geschenk', '<mark>Weihnachtsgeschenke</mark>'],
      ['a similar word', 'Buy groceries', 'grocries', 'Buy <mark>groceries</mark>'],
      [
        'in escaped text',
        `<b onclick="x('y')">milk</b> & more`,
        'milk',
        '&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;<mark>milk</mark>&lt;/b&gt; &amp; more',
      ],
      ['with what is marked escaped', 'a<script>b', '<script>', 'a<mark>&lt;script&gt;</mark>b'],
      ['and marks of the person stay text', '<mark>milk</mark>', 'milk', '&lt;mark&gt;<mark>milk</mark>&lt;/mark&gt;'],
      ['and entities stay text', '&amp; &lt; amp', 'amp', '&amp;<mark>amp</mark>; &amp;lt; <mark>amp</mark>'],
    ];
    for (const [what, text, q, expected] of cases) {
      it(`${what}: ${q}`, async () => {
        const ada = await listOf({ title: text, description: text });
        const [item] = (await ask(ada, q)).body.items;
        assert.deepEqual(item?.highlight, { title: expected, description: expected });
      });
    }
  });

  it('answers whatever is typed, and marks up nothing but what it found', async () => {
    const ada = await listOf(
      'plain words',
      `"quoted" 'single' \\ back`,
      '100% & <b>bold</b>',
      'a:b|c!d(e)',
      '🎉 ünïcödé',
      'x_y-z.w@v/u',
    );
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.stringMatching(/^["'\\:*&|!()<>%_ a-c0-9-]{0,20}$/),
      fc.constantFrom(
        '"',
        '-',
        '--',
        '-"',
        '""',
        "'",
        '\\',
        '%',
        '_',
        ':*',
        '<->',
        '🎉',
        '\u0301',
        '\u200d',
        '-"a',
        'plain',
        'b',
      ),
    );
    const typed = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(' '));
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        const { status, body } = await ask(ada, q);
        assert.equal(status, q.includes('\0') || !q.isWellFormed() ? 400 : 200, JSON.stringify(body));
        for (const { title, highlight } of body.items ?? []) {
          if (!highlight) continue;
          const text = highlight.title.replaceAll(/<\/?mark>/g, '');
          assert.doesNotMatch(text, /[<>"']/);
          const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
          const original = text.replaceAll(/&[^;]+;/g, (entity: keyof typeof entities) => entities[entity]);
          assert.equal(original, title);
        }
      }),
      propertyRuns(60),
    );
  });
});
