import assert from 'node:assert/strict';
import type { Client } from '../../../../tests/support/api-client.ts';
import { useSearch } from '../../../../tests/support/backend/use-search.ts';

describe('search by words finds', () => {
  const { listOf, ask, found, foundPageByPage } = useSearch();

  const corpus = [
    'Running shoes',
    'Buy groceries',
    'A visit to the dentist',
    'The who and the what',
    'Café crème',
    'Jalapeno',
    'Weihnachtsgeschenke kaufen',
    '1000-01-01',
    'Reach 100% of it',
    'Hand over 100 flyers',
    'rename snake_case',
    'rename snake case',
    'mail ada.lovelace@example.com',
    'https://example.org/docs/a-b?x=1#top',
    'fix foo/bar',
    'state-of-the-art',
    'upgrade to v1.2.3-rc.1',
    "don't panic",
    'say "hello" twice',
    'a: b',
    '[urgent] call (Bob)',
    'C:\\temp\\new',
    'party 🎉',
    'Flags 🇩🇪 and 👩‍👩‍👧',
    '買牛乳とパン',
    'Straße fegen',
    'e=mc²',
    'x'.repeat(200),
    'a & b | !c <-> d:*',
    '-5 degrees',
    'müßig',
    'ﬁnal draft',
    'ＦＵＬＬ width',
    'हिन्दी सीखना',
    'Übergrößenträger',
  ];
  const cases: [what: string, q: string, expected: string[]][] = [
    ['by stem', 'run', ['Running shoes']],
    ['by another form of the word', 'runs', ['Running shoes']],
    ['by the singular', 'grocery', ['Buy groceries']],
    ['by prefix', 'groc', ['Buy groceries']],
    ['by a prefix longer than the stem', 'grocerie', ['Buy groceries']],
    ['by how a compound begins', 'weihnacht', ['Weihnachtsgeschenke kaufen']],
    ['by all words, in any order', 'kauf weihnachtsgesch', ['Weihnachtsgeschenke kaufen']],
    ['without regard to case', 'DENTIST', ['A visit to the dentist']],
    ['accents by plain letters', 'cafe creme', ['Café crème']],
    ['plain letters by accents', 'jalapeño', ['Jalapeno']],
    ['accents by accents, however they are composed', 'cafe\u0301', ['Café crème']],
    ['ß by ss', 'strasse', ['Straße fegen']],
    ['ss by ß, and u by ü', 'mußig', ['müßig']],
    ['ligatures', 'final', ['ﬁnal draft']],
    ['wide letters', 'full', ['ＦＵＬＬ width']],
    ['a compound by its plain letters', 'ubergrossen', ['Übergrößenträger']],
    ['stop words like any other', 'the who', ['The who and the what']],
    ['nothing but stop words', 'to the', ['A visit to the dentist']],
    ['a date', '1000-01-01', ['1000-01-01']],
    ['a part of a date', '1000-01', ['1000-01-01']],
    ['an address', 'ada.lovelace@example.com', ['mail ada.lovelace@example.com']],
    ['an address by a name in it', 'lovelace', ['mail ada.lovelace@example.com']],
    ['a URL', 'https://example.org/docs/a-b?x=1#top', ['https://example.org/docs/a-b?x=1#top']],
    ['a URL by a word in it', 'docs', ['https://example.org/docs/a-b?x=1#top']],
    ['a path', 'foo/bar', ['fix foo/bar']],
    ['a path by its last part', 'bar', ['fix foo/bar']],
    ['a hyphenated word', 'state-of-the-art', ['state-of-the-art']],
    ['a hyphenated word by its last part', 'art', ['state-of-the-art']],
    ['a version', 'v1.2.3-rc.1', ['upgrade to v1.2.3-rc.1']],
    ['a version by its beginning', 'v1.2', ['upgrade to v1.2.3-rc.1']],
    ['a percentage as typed', '100%', ['Reach 100% of it']],
    ['a number with and without a symbol', '100', ['1000-01-01', 'Hand over 100 flyers', 'Reach 100% of it']],
    ['an underscore as typed', 'snake_case', ['rename snake_case']],
    ['what is typed with symbols without regard to case', 'SNAKE_CASE', ['rename snake_case']],
    ['nothing by a lone %, but what has one', '%', ['Reach 100% of it']],
    ['nothing by a lone _, but what has one', '_', ['rename snake_case']],
    ['an apostrophe', "don't", ["don't panic"]],
    ['a lone backslash', '\\', ['C:\\temp\\new']],
    ['a path of backslashes', 'c:\\temp', ['C:\\temp\\new']],
    ['a colon', 'a:', ['a: b']],
    ['brackets', '[urgent] (bob)', ['[urgent] call (Bob)']],
    ['an emoji', '🎉', ['party 🎉']],
    ['an emoji of several characters', '👩‍👩‍👧', ['Flags 🇩🇪 and 👩‍👩‍👧']],
    ['operators as typed', '<-> d:*', ['a & b | !c <-> d:*']],
    ['a word of 200 letters', 'x'.repeat(200), ['x'.repeat(200)]],
    ['a word of another script', 'हिन्दी', ['हिन्दी सीखना']],
    ['an inner part of a word where there are no blanks', '牛乳', ['買牛乳とパン']],
    ['an inner part of a word', 'geschenk', ['Weihnachtsgeschenke kaufen']],
    ['a similar word', 'grocries', ['Buy groceries']],
    ['each of several similar words', 'runing shoess', ['Running shoes']],
    ['a similar word beside a right one', 'visit dentst', ['A visit to the dentist']],
    ['a similar word with other accents', 'cafée crèmé', ['Café crème']],
    ['a phrase', '"to the dentist"', ['A visit to the dentist']],
    ['a phrase of stems', '"running shoe"', ['Running shoes']],
    ['no phrase out of order', '"dentist the to"', []],
    ['no phrase with a word between', '"visit the"', []],
    ['a phrase with symbols as typed', '"reach 100%"', ['Reach 100% of it']],
    ['words around a phrase', 'visit "the dentist"', ['A visit to the dentist']],
    ['words despite a phrase that is never closed', '"visit to', ['A visit to the dentist']],
    ['a phrase in other quotation marks', '“to the dentist”', ['A visit to the dentist']],
    ['all but what is excluded', 'rename -snake_case', ['rename snake case']],
    ['all but what has a stem that is excluded', 'shoe -run', []],
    ['what was begun with a minus, in quotes', '"-5 degrees"', ['-5 degrees']],
    ['all but an excluded phrase', 'the -"the who"', ['A visit to the dentist', 'state-of-the-art']],
    ['what only begins like the excluded', 'shoes -runn', ['Running shoes']],
    ['nothing for what nothing is like', 'zzyzx', []],
    ['nothing for a symbol that is nowhere', '€', []],
    ['nothing where one of the words is nowhere', 'groceries zzyzx', []],
    ['nothing for a literal that is nowhere, though its words are', '100$', []],
    ['nothing by an operator', 'groceries | dentist', []],
    ['nothing for quotes around nothing', '""', []],
    ['nothing by a wildcard', 'groc*', []],
  ];
  let ada: Client;

  before(async () => {
    ada = await listOf(...corpus);
  });

  for (const [what, q, expected] of cases) {
    it(`${what}: ${q.slice(0, 40)}`, async () => assert.deepEqual((await found(ada, q)).sort(), [...expected].sort()));
  }

  it('every task by its own title', async () => {
    for (const title of corpus.filter((title) => !title.startsWith('-'))) {
      assert.ok((await found(ada, title, 'limit=100')).includes(title), title);
    }
  });

  it('everything where nothing but blanks are typed, and says nothing of where', async () => {
    const { body } = await ask(ada, ' \t\n ', 'limit=100');
    assert.equal(body.items.length, corpus.length);
    assert.ok(body.items.every((item: object) => !('highlight' in item)));
  });

  it('everything but the excluded, newest first, where only that is typed', async () => {
    const but = corpus.filter((title) => !/^rename/.test(title)).reverse();
    assert.deepEqual(await found(ada, '-rename', 'limit=100'), but);
    assert.deepEqual(await foundPageByPage(ada, '-rename', 7), but);
  });
});
