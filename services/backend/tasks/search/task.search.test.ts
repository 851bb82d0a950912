import assert from 'node:assert/strict';
import fc from 'fast-check';
import pg from 'pg';
import type { ApiResponse, Client } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';

type NewTask = string | { title: string; description?: string; tags?: string[] };

describe('search', () => {
  const backend = useBackend();

  async function listOf(...tasks: NewTask[]): Promise<Client> {
    const client = await backend.register();
    for (const task of tasks) {
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      const { status } = await client.post('/api/tasks', typeof task === 'string' ? { title: task } : task);
      assert.equal(status, 201);
    }
    return client;
  }

  const ask = (client: Client, q: string, more = '') =>
    client.get(`/api/tasks?${new URLSearchParams({ q })}${more && `&${more}`}`);

  async function found(client: Client, q: string, more = ''): Promise<string[]> {
    const { status, body } = await ask(client, q, more);
    assert.equal(status, 200, JSON.stringify(body));
    return body.items.map(({ title }: { title: string }) => title);
  }

  async function foundPageByPage(client: Client, q: string, limit: number, more = ''): Promise<string[]> {
    const titles: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { status, body }: ApiResponse = await ask(
        client,
        q,
        `limit=${limit}${cursor && `&cursor=${cursor}`}${more}`,
      );
      assert.equal(status, 200, JSON.stringify(body));
      titles.push(...body.items.map(({ title }: { title: string }) => title));
      cursor = body.nextCursor;
    }
    return titles;
  }

  describe('finds', () => {
    const corpus = [
      ...['Running shoes', 'Buy groceries', 'A visit to the dentist', 'The who and the what', 'Café crème', 'Jalapeno'],
      ...['Weihnachtsgeschenke kaufen', '1000-01-01', 'Reach 100% of it', 'Hand over 100 flyers', 'rename snake_case'],
      ...['rename snake case', 'mail ada.lovelace@example.com', 'https://example.org/docs/a-b?x=1#top', 'fix foo/bar'],
      ...[
        'state-of-the-art',
        'upgrade to v1.2.3-rc.1',
        "don't panic",
        'say "hello" twice',
        'a: b',
        '[urgent] call (Bob)',
      ],
      ...[
        'C:\\temp\\new',
        'party 🎉',
        'Flags 🇩🇪 and 👩‍👩‍👧',
        '買牛乳とパン',
        'Straße fegen',
        'e=mc²',
        'x'.repeat(200),
        'a & b | !c <-> d:*',
      ],
      ...['-5 degrees', 'müßig', 'ﬁnal draft', 'ＦＵＬＬ width', 'हिन्दी सीखना', 'Übergrößenträger'],
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
      it(`${what}: ${q.slice(0, 40)}`, async () =>
        assert.deepEqual((await found(ada, q)).sort(), [...expected].sort()));
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

    it('by 10 kB of text what has all of its first words', async () => {
      const description = 'lorem ipsum dolor sit amet, consectetur; '.repeat(240);
      const eve = await listOf({ title: 'long', description: description.trim() }, 'lorem ipsum');
      assert.deepEqual(await found(eve, description), ['long']);
      assert.deepEqual(await found(eve, 'x'.repeat(10_000)), []);
      assert.deepEqual(await found(eve, '%"'.repeat(5000)), []);
      assert.deepEqual(await found(eve, 'ж '.repeat(4999)), []);
    });

    it('words that are longer than an index takes', async () => {
      const eve = await listOf({ title: 'long', description: `${'ü'.repeat(600)} ${'y'.repeat(2040)}` }, 'other');
      for (const q of ['u'.repeat(300), 'ü'.repeat(600), 'y'.repeat(254), 'y'.repeat(256), 'y'.repeat(3000)]) {
        assert.deepEqual(await found(eve, q), ['long']);
        assert.deepEqual(await found(eve, `${q} long`, 'sort=title'), ['long']);
      }
    });

    it('apostrophes, dashes and blanks of any kind, whichever is stored and whichever is typed', async () => {
      const apostrophes = [..."'‘’‚‛′ʹʻʼ´`＇"];
      const dashes = [...'-\u2010\u2011\u2012–—―−⁃﹘﹣－'];
      const blanks = [...' \t\u00a0\u2003\u2009\u200b\u202f\u3000\ufeff'];
      const written = (of: string[], text: string) => of.map((one) => text.replaceAll('_', one));
      const kinds = [
        ...[
          written(apostrophes, 'don_t panic'),
          written(apostrophes, 'call O_Reilly'),
          written(apostrophes, 'à l_école'),
        ],
        ...[written(dashes, 'budget 2024_25'), written(dashes, 'e_mail'), written(blanks, 'one_way_ticket')],
      ];
      for (const texts of kinds) {
        const eve = await listOf(
          ...texts.map((text, index) => ({ title: `note ${index}`, description: text })),
          'dont mail',
        );
        const all = texts.map((_, index) => `note ${index}`).reverse();
        for (const q of texts) {
          assert.deepEqual(await found(eve, q, 'sort=created'), all, JSON.stringify(q));
          assert.deepEqual(await found(eve, `"${q}"`, 'sort=created'), all, JSON.stringify(q));
        }
      }
    });

    it('words that a soft hyphen or a word joiner is in', async () => {
      const eve = await listOf('Donau\u00addampf\u00adschiff', 'Donau\u2060dampfschiff', 'Donaudampfschiff');
      for (const q of ['donaudampf', 'Donau\u00addampf']) assert.equal((await found(eve, q)).length, 3);
    });

    const scripts: [script: string, q: string, titles: string[], others: string[]][] = [
      ['Japanese', '売上', ['売上', '今月の売上を確認', 'iPhone売上2024'], ['売る上', '上売']],
      ['Chinese', '文档', ['文档', '整理项目文档和代码', '写文档。发邮件'], ['文件归档']],
      ['Thai', 'นม', ['นม', 'ซื้อนมและขนมปัง'], ['น้ำ']],
      ['Thai with marks', 'น้ำ', ['น้ำ', 'ดื่มน้ำมากๆ'], ['นม']],
      ['Lao', 'ນົມ', ['ນົມ', 'ຊື້ນົມແລະເຂົ້າຈີ່'], ['ນ້ຳ']],
      ['Khmer', 'ទឹក', ['ទឹក', 'ទិញទឹកដោះគោ'], ['បាយ']],
      ['Burmese', 'နို့', ['နို့', 'ပေါင်မုန့်နဲ့နို့ဝယ်ရန်'], ['ရေ']],
      ['a mix of scripts', 'iPhoneを買', ['iPhoneを買う', '新しいiPhoneを買いたい'], ['iPhone', 'iPhone を買う']],
      [
        'longer than what is indexed',
        '東京都千代田区丸の内一丁目',
        ['住所は東京都千代田区丸の内一丁目です'],
        ['東京都千代田区丸の内二丁目'],
      ],
      ['the Chinese zero', '二〇二', ['二〇二六年', '去二零二六年'], ['二一二']],
      ['rare characters', '𠮷野', ['𠮷野家', '明日は𠮷野家に行く'], ['吉野家']],
    ];
    for (const [script, q, titles, others] of scripts) {
      it(`inner parts in scripts without spaces, also beside an exact title: ${script}`, async () => {
        const eve = await listOf(...titles, ...others);
        assert.deepEqual(new Set(await found(eve, q)), new Set(titles));
        assert.deepEqual(new Set(await found(eve, `"${q}"`)), new Set(titles));
        assert.deepEqual(new Set(await found(eve, `-${q}`)), new Set(others));
        const [first] = (await ask(eve, q, 'sort=created&order=asc')).body.items;
        assert.ok(first.highlight.title.includes(`<mark>${q}</mark>`), first.highlight.title);
      });
    }

    it('scripts without spaces in compatibility forms, whichever form is typed', async () => {
      const eve = await listOf('ｿﾌﾄ', 'ソフト', '㍿');
      for (const q of ['ｿﾌﾄ', 'ソフ', '"ｿﾌﾄ"']) {
        assert.deepEqual(await found(eve, q, 'sort=created'), ['ソフト', 'ｿﾌﾄ'], q);
      }
      assert.deepEqual(await found(eve, '株式'), ['㍿']);
    });

    it('tags by a plain word, by what was typed as a tag, and by a phrase', async () => {
      const eve = await listOf(
        ...[{ title: 'one', tags: ['work'] }, { title: 'two', tags: ['follow-up', 'work'] }, 'Work out'],
        ...[{ title: 'three', tags: ['in progress'] }, 'call about #work', { title: 'four', tags: ['workshop'] }],
        ...[
          { title: 'five', tags: ['café'] },
          { title: 'six', tags: ['売上'] },
          { title: 'seven', tags: [`o'neil\\x`] },
        ],
      );
      const cases: [q: string, expected: string[]][] = [
        ['work', ['call about #work', 'Work out', 'one', 'two']],
        ['WORK', ['call about #work', 'Work out', 'one', 'two']],
        ['#work', ['call about #work', 'one', 'two']],
        ['#work follow-up', ['two']],
        ['#follow-up', ['two']],
        ['two work', ['two']],
        ['-work', ['three', 'four', 'five', 'six', 'seven']],
        ['-#work', ['Work out', 'three', 'four', 'five', 'six', 'seven']],
        ['"in progress"', ['three']],
        ['cafe', ['five']],
        ['#Café', ['five']],
        ['売上', ['six']],
        [`o’neil\\x`, ['seven']],
        ['#nothing', []],
      ];
      for (const [q, expected] of cases) assert.deepEqual(new Set(await found(eve, q)), new Set(expected), q);
      const [{ id }] = (await ask(eve, 'one')).body.items;
      await eve.patch(`/api/tasks/${id}`, { tags: ['rest'] });
      assert.deepEqual(await found(eve, '#work', 'sort=title'), ['call about #work', 'two']);
      assert.deepEqual(await found(eve, 'rest'), ['one']);
    });

    it('nothing of another person', async () => {
      const eve = await listOf('Mine');
      for (const q of ['groceries', 'grocries', '-mine', '%', '"to the"']) assert.deepEqual(await found(eve, q), []);
    });

    it('what a change made of a task, and no longer what it was', async () => {
      const eve = await listOf('Old words');
      const [{ id }] = (await eve.get('/api/tasks')).body.items;
      await eve.patch(`/api/tasks/${id}`, { title: 'New sounds', description: 'completely' });
      assert.deepEqual(await found(eve, 'old'), []);
      assert.deepEqual(await found(eve, 'sound complete'), ['New sounds']);
    });

    it('no phrase that begins in the title and ends in the description', async () => {
      const eve = await listOf({ title: 'Buy milk', description: 'bread too' });
      assert.deepEqual(await found(eve, '"milk bread"'), []);
      assert.deepEqual(await found(eve, '"bread milk"'), []);
      assert.deepEqual(await found(eve, 'milk bread'), ['Buy milk']);
    });

    it('only what the other parameters let through', async () => {
      const eve = await listOf({ title: 'Milk one', tags: ['shop'] }, 'Milk two');
      assert.deepEqual(await found(eve, 'milk', 'tag=shop'), ['Milk one']);
      assert.deepEqual(await found(eve, 'milkk', 'tag=shop'), ['Milk one']);
      assert.deepEqual(await found(eve, 'milk', 'status=completed'), []);
    });
  });

  describe('ranks', () => {
    it('the title before the description, however often it is there', async () => {
      const ada = await listOf('Pay rent', { title: 'Letter', description: 'rent, rent, rent and again rent' });
      assert.deepEqual(await found(ada, 'rent'), ['Pay rent', 'Letter']);
      assert.deepEqual(await found(ada, 'rent', 'order=asc'), ['Letter', 'Pay rent']);
    });

    it('all words in the title before one of them there', async () => {
      const ada = await listOf(
        { title: 'Rent the car', description: '' },
        { title: 'The car', description: 'rent it' },
        { title: 'Notes', description: 'rent a car' },
      );
      assert.deepEqual(await found(ada, 'rent car'), ['Rent the car', 'The car', 'Notes']);
    });

    it('the word itself before what only begins with it', async () => {
      const ada = await listOf('art', 'article');
      assert.deepEqual(await found(ada, 'art'), ['art', 'article']);
    });

    it('a literal in the title before one in the description', async () => {
      const ada = await listOf('50% off', { title: 'off', description: '50%, 50%' });
      assert.deepEqual(await found(ada, '50%'), ['50% off', 'off']);
      assert.deepEqual(await found(ada, '%'), ['50% off', 'off']);
    });

    it('what is more similar first, the title before the description', async () => {
      const ada = await listOf({ title: 'Note', description: 'groceries' }, 'groceries', 'grocers');
      assert.deepEqual(await found(ada, 'grocerees'), ['groceries', 'grocers', 'Note']);
    });

    it('as it is sorted, where that is asked for', async () => {
      const ada = await listOf({ title: 'b', description: 'milk' }, 'milk c', { title: 'a', description: 'milk' });
      assert.deepEqual(await found(ada, 'milk', 'sort=title'), ['a', 'b', 'milk c']);
      assert.deepEqual(await found(ada, 'mlik milk', 'sort=title'), []);
      assert.deepEqual(await found(ada, 'milkk', 'sort=title&order=desc'), ['milk c', 'b', 'a']);
      assert.deepEqual(await foundPageByPage(ada, 'milkk', 1, '&sort=title'), ['a', 'b', 'milk c']);
    });
  });

  describe('in pages', () => {
    const tasks = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        index % 3 === 0 ? { title: `Note ${index}`, description: 'groceries' } : `groceries ${index}`,
      );

    for (const [what, q] of [
      ['as typed', 'groceries'],
      ['similar', 'grocereis'],
    ] as const) {
      it(`shows each task ${what} once, in the order of the whole`, async () => {
        const ada = await listOf(...tasks(12));
        const whole = await found(ada, q);
        assert.equal(whole.length, 12);
        for (const limit of [1, 5, 12]) assert.deepEqual(await foundPageByPage(ada, q, limit), whole);
      });

      it(`shows the rest of what is ${what} when tasks come in between`, async () => {
        const ada = await listOf(...tasks(9));
        const whole = await found(ada, q);
        const first = (await ask(ada, q, 'limit=4')).body;
        await ada.post('/api/tasks', { title: 'groceries' });
        const second = (await ask(ada, q, `limit=100&cursor=${first.nextCursor}`)).body;
        const titles = [...first.items, ...second.items]
          .map(({ title }) => title)
          .filter((title) => title !== 'groceries');
        assert.deepEqual(titles, whole);
      });
    }

    it('stays with what is similar, though meanwhile there is what was typed', async () => {
      const ada = await listOf('groceries 1', 'groceries 2');
      const { nextCursor } = (await ask(ada, 'grocereis', 'limit=1')).body;
      await ada.post('/api/tasks', { title: 'grocereis' });
      assert.deepEqual(await found(ada, 'grocereis', `cursor=${nextCursor}`), ['groceries 1']);
    });

    it('ranks the newest thousand found, and shows the others behind them, newest first', async () => {
      const ada = await listOf();
      await backend.orm.em.execute(
        `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
         select gen_random_uuid(), ?, case when n % 2 = 0 then 'milk ' || n else 'note ' || n end, 'milk', 'medium', '{}', 1,
                timestamp '2026-01-01' + n * interval '1 minute', now()
           from generate_series(1, 1130) n`,
        [ada.userId],
      );
      const titles = await foundPageByPage(ada, 'milk', 90);
      assert.equal(new Set(titles).size, 1130);
      const [best, ranked, others] = [titles.slice(0, 500), titles.slice(500, 1000), titles.slice(1000)];
      const number = (title: string) => Number(title.split(' ')[1]);
      assert.ok(best.every((title) => title.startsWith('milk') && number(title) > 130));
      assert.ok(ranked.every((title) => title.startsWith('note') && number(title) > 130));
      assert.deepEqual(
        others.map(number),
        Array.from({ length: 130 }, (_, index) => 130 - index),
      );
    });
  });

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
      ...['plain words', `"quoted" 'single' \\ back`, '100% & <b>bold</b>', 'a:b|c!d(e)', '🎉 ünïcödé', 'x_y-z.w@v/u'],
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
      { numRuns: 300 },
    );
  });

  it('finds a title by each word in it, whatever the title', async () => {
    const ada = await listOf();
    const title = fc
      .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...'/.-_@:#&+=~')), {
        minLength: 1,
        maxLength: 5,
      })
      .map((parts) => parts.join('').trim())
      .filter((text) => text !== '' && !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(title, async (text) => {
        const { status, body } = await ada.post('/api/tasks', { title: text });
        assert.equal(status, 201);
        for (const word of body.title
          .split(/[^\p{L}\p{N}\p{M}]+/u)
          .filter((part: string) => /[\p{L}\p{N}]/u.test(part))) {
          const ids = (await ask(ada, word, 'sort=created&limit=1')).body.items.map(({ id }: { id: string }) => id);
          assert.deepEqual(ids, [body.id], `${word} in ${text}`);
        }
        await ada.delete(`/api/tasks/${body.id}`);
      }),
      { numRuns: 100 },
    );
  });

  describe('of many short words that no task has', () => {
    const backend = useBackend();

    it('ends after five seconds, and asks for fewer or longer words', async () => {
      const client = await backend.register();
      await backend.orm.em.execute(
        `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
         select gen_random_uuid(), ?, 'task ' || n, '', 'medium', '{}', 1, now(), now() from generate_series(1, 100) n`,
        [client.userId],
      );
      // As if each task were as slow to compare as ten thousand.
      const owner = new pg.Client(backend.database.ownerUrl);
      await owner.connect();
      await owner.query(`
        create or replace function search_folded(content text) returns text language sql immutable strict cost 1000
          as $$ select lower(content) from pg_sleep(0.1) $$`);
      await owner.end();
      assertProblem(await ask(client, 't ta a as ask s sk k'), 400, 'validation_failed', 'query.q');
      assert.equal((await client.get('/api/tasks')).status, 200);
    });
  });
});
