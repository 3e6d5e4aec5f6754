using System.Text.Json;
using HumanRightsGraph.Graph.Tests.Differential;
using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.Graph.Tests.Reference;

/// <summary>The reference itself, held to docs/semantics.md sentence by sentence on graphs made by hand.</summary>
public sealed class ReferenceExecutorTests
{
    private static readonly ReferenceSchema _schema = ReferenceSchema.Read(HeldSchema.ProductSdl());
    private readonly ReferenceGraph _graph = new();
    private readonly ReferenceCursors _cursors = new();

    [Theory]
    [InlineData("{}", "a b c")]
    [InlineData("null", "a b c")]
    [InlineData("{title: {eq: null}}", "c")]
    [InlineData("{title: {neq: null}}", "a b")]
    [InlineData("{title: {neq: \"Water\"}}", "b c")]
    [InlineData("{title: {in: [null, \"Water\"]}}", "a c")]
    [InlineData("{title: {nin: [null, \"Water\"]}}", "b")]
    [InlineData("{title: {in: null}}", "")]
    [InlineData("{title: {in: \"Water\"}}", "a")]
    [InlineData("{title: {nin: []}}", "a b c")]
    [InlineData("{title: {ieq: \"wATER\"}}", "a")]
    [InlineData("{title: {icontains: \"ÉTÉ\"}}", "b")]
    [InlineData("{title: {ncontains: \"at\"}}", "b c")]
    [InlineData("{title: {contains: null}}", "")]
    [InlineData("{title: {ncontains: null}}", "a b c")]
    [InlineData("{title: {contains: \"at\", startsWith: \"W\", endsWith: \"r\"}}", "a")]
    [InlineData("{count: {gt: 5}}", "b")]
    [InlineData("{count: {ngt: 5}}", "a c")]
    [InlineData("{count: {gt: null}}", "")]
    [InlineData("{count: {ngt: null}}", "a b c")]
    [InlineData("{count: {gte: 5, lt: 6}}", "a")]
    [InlineData("{confidence: {lte: 1}}", "a b")]
    [InlineData("{title: {}}", "a b c")]
    [InlineData("{and: []}", "a b c")]
    [InlineData("{or: []}", "")]
    [InlineData("{not: {title: {eq: null}}, count: {eq: 5}}", "a")]
    [InlineData("{or: [{count: {eq: 5}}, {title: {eq: null}}]}", "a c")]
    [InlineData("{and: [{count: {gte: 5}}, {title: {startsWith: \"É\"}}]}", "b")]
    public void A_filter_lets_through_what_its_sentences_say(string where, string ids)
    {
        _graph.Add("Deliverable", "a", ("title", "Water"), ("count", 5), ("confidence", 0.5));
        _graph.Add("Deliverable", "b", ("title", "Étés"), ("count", 7), ("confidence", 1.0));
        _graph.Add("Deliverable", "c");
        Assert.Equal(ids, Ids("deliverables", where));
    }

    [Theory]
    [InlineData("{fulfilledBy: {some: {number: {eq: \"1\"}}}}", "one two")]
    [InlineData("{fulfilledBy: {none: {number: {eq: \"1\"}}}}", "zero")]
    [InlineData("{fulfilledBy: {all: {number: {eq: \"1\"}}}}", "one zero")]
    [InlineData("{fulfilledBy: {some: {}}}", "one two")]
    [InlineData("{fulfilledBy: {any: false}}", "zero")]
    [InlineData("{fulfilledBy: {any: true}}", "one two")]
    [InlineData("{fulfilledBy: {}}", "one two zero")]
    [InlineData("{dueAt: {}}", "one")]
    [InlineData("{dueAt: null}", "two zero")]
    [InlineData("{dueAt: {number: {neq: 5}}}", "one")]
    [InlineData("{not: {dueAt: {number: {eq: 5}}}}", "one two zero")]
    public void A_filter_on_relationships_counts_what_is_there(string where, string ids)
    {
        var (zero, one, two) = (_graph.Add("Deliverable", "zero"), _graph.Add("Deliverable", "one"), _graph.Add("Deliverable", "two"));
        var first = _graph.Add("Report", "r1", ("number", "1"));
        var second = _graph.Add("Resolution", "r2", ("number", "2"));
        _graph.Relate(first, "FULFILS", one);
        _graph.Relate(first, "FULFILS", two);
        _graph.Relate(second, "FULFILS", two);
        _graph.Relate(one, "DUE_AT", _graph.Add("Session", "HRC/56"));
        Assert.Equal(ids, Ids("deliverables", where));
        Assert.Empty(zero.Properties);
    }

    [Theory]
    [InlineData("{jobNumbers: {some: {startsWith: \"2\"}}}", "a")]
    [InlineData("{jobNumbers: {all: {startsWith: \"2\"}}}", "b c")]
    [InlineData("{jobNumbers: {any: false}}", "b c")]
    public void A_null_list_is_an_empty_one(string where, string ids)
    {
        _graph.Add("Report", "a", ("jobNumbers", new[] { "1", "2" }));
        _graph.Add("Report", "b", ("jobNumbers", Array.Empty<string>()));
        _graph.Add("Report", "c");
        Assert.Equal(ids, Ids("reports", where));
    }

    [Fact]
    public void A_connection_narrowed_to_a_type_has_only_its_nodes()
    {
        var session = _graph.Add("Session", "HRC/53");
        _graph.Relate(_graph.Add("Resolution", "r"), "ADOPTED_AT", session);
        _graph.Relate(_graph.Add("Decision", "d"), "ADOPTED_AT", session);
        Assert.Equal("""{"session":{"resolutions":{"totalCount":1},"adopted":{"nodes":[{"__typename":"Decision"},{"__typename":"Resolution"}]}}}""",
            Answer("""{ session(id: "HRC/53") { resolutions { totalCount } adopted { nodes { __typename } } } }"""));
    }

    [Theory]
    [InlineData("[{title: ASC}]", "b d a c e")]
    [InlineData("[{title: DESC}]", "c a d b e")]
    [InlineData("[{count: DESC}, {id: DESC}]", "e d c b a")]
    [InlineData("{title: DESC, count: ASC, id: DESC}", "e d c b a")] // as the type declares them: id first
    [InlineData("{dueAt: {number: ASC}}", "c a b d e")]
    [InlineData("[]", "a b c d e")]
    public void Nulls_stand_last_strings_by_code_point_and_ties_by_id(string order, string ids)
    {
        // U+FF5A stands before U+1F600 by code point, behind it by UTF-16.
        var nodes = new[] { ("a", "ｚ"), ("b", "B"), ("c", "😀"), ("d", "a"), ("e", null) }.Select(p => _graph.Add("Deliverable", p.Item1, ("title", p.Item2))).ToList();
        _graph.Relate(nodes[0], "DUE_AT", _graph.Add("Session", "s2", ("number", 2)));
        _graph.Relate(nodes[2], "DUE_AT", _graph.Add("Session", "s1", ("number", 1)));
        _graph.Relate(nodes[3], "DUE_AT", _graph.Add("Session", "s0"));
        Assert.Equal(ids, Ids("deliverables", "{}", order));
    }

    [Fact]
    public void Of_several_nodes_a_field_to_one_gives_the_first_by_id()
    {
        var report = _graph.Add("Report", "r");
        foreach (var number in (int[])[9, 3, 10]) _graph.Relate(report, "UNDER_ITEM", _graph.Add("AgendaItem", $"HRC/item/{number}", ("number", number)));
        Assert.Equal("""{"report":{"agendaItem":{"number":10},"agendaItems":{"totalCount":3}}}""",
            Answer("""{ report(symbol: "r") { agendaItem { number } agendaItems { totalCount } } }"""));
    }

    [Fact]
    public void Two_citations_of_one_text_stand_in_the_order_of_their_paragraphs()
    {
        var (citing, cited) = (_graph.Add("Resolution", "b"), _graph.Add("Resolution", "a"));
        foreach (var paragraph in (string?[])["PP2", null, "OP1"]) _graph.Relate(citing, "CITES", cited, ("paragraph", paragraph));
        Assert.Equal("""{"resolution":{"cites":{"totalCount":3,"edges":[{"paragraph":"OP1","node":{"id":"a"}},{"paragraph":"PP2","node":{"id":"a"}},{"paragraph":null,"node":{"id":"a"}}]}}}""",
            Answer("""{ resolution(symbol: "b") { cites { totalCount edges { paragraph node { id } } } } }"""));
    }

    [Theory]
    [InlineData("", "abcde", false, false)]
    [InlineData("first: 2", "ab", true, false)]
    [InlineData("last: 2", "de", false, true)]
    [InlineData("first: 2, after: $b", "cd", true, true)]
    [InlineData("last: 2, before: $d", "bc", true, true)]
    [InlineData("first: 9, after: $d", "e", false, true)]
    [InlineData("first: 0", "", true, false)]
    [InlineData("last: 0", "", false, true)]
    [InlineData("first: 2, after: $e", "", false, true)]
    [InlineData("last: 2, before: $a", "", true, false)]
    [InlineData("first: 1, after: $b, before: $e", "c", true, true)]
    [InlineData("last: 1, after: $b, before: $e", "d", true, true)]
    public void A_page_says_what_stands_on_either_side(string page, string ids, bool next, bool previous)
    {
        foreach (var id in "abcde") _graph.Add("State", id.ToString());
        var cursors = JsonDocument.Parse(Answer("{ states { edges { cursor } } }")).RootElement.GetProperty("states").GetProperty("edges")
            .EnumerateArray().Select(e => e.GetProperty("cursor").GetString()!).ToList();
        foreach (var (letter, cursor) in "abcde".Zip(cursors)) page = page.Replace($"${letter}", JsonSerializer.Serialize(cursor));
        var answer = JsonDocument.Parse(Answer($"{{ states({(page.Length == 0 ? "first: null" : page)}) {{ nodes {{ id }} totalCount pageInfo {{ hasNextPage hasPreviousPage }} }} }}")).RootElement.GetProperty("states");
        Assert.Equal(ids, string.Concat(answer.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString())));
        Assert.Equal(5, answer.GetProperty("totalCount").GetInt32());
        Assert.Equal((next, previous), (answer.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean(), answer.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean()));
    }

    [Fact]
    public void A_cursor_holds_after_its_entry_is_gone()
    {
        foreach (var id in "abc") _graph.Add("State", id.ToString());
        var cursor = JsonDocument.Parse(Answer("{ states(first: 2) { pageInfo { endCursor } } }")).RootElement.GetProperty("states").GetProperty("pageInfo").GetProperty("endCursor").GetRawText();
        _graph.Nodes.RemoveAll(n => n.Id == "b");
        _graph.Add("State", "bb");
        Assert.Equal("""{"states":{"nodes":[{"id":"bb"},{"id":"c"}]}}""", Answer($"{{ states(after: {cursor}) {{ nodes {{ id }} }} }}"));
        Assert.Equal("BAD_USER_INPUT", Assert.Throws<ReferenceException>(() => Answer($"{{ states(after: {cursor}, order: [{{name: ASC}}]) {{ nodes {{ id }} }} }}")).Code);
    }

    [Theory]
    [InlineData("first: 1, last: 1")]
    [InlineData("first: -1")]
    [InlineData("last: 501")]
    [InlineData("after: \"x\"")]
    public void A_page_that_is_none_is_refused(string page) =>
        Assert.Equal("BAD_USER_INPUT", Assert.Throws<ReferenceException>(() => Answer($"{{ states({page}) {{ totalCount }} }}")).Code);

    [Theory]
    // A fulfilling document: published, without a day, or submitted to a session that has opened.
    [InlineData("fulfilled=2026-03-01", "2026-03-01", "FULFILLED")]
    [InlineData("fulfilled=2026-03-02", "2026-03-01", "UNSCHEDULED")]
    [InlineData("fulfilled", "2026-03-01", "FULFILLED")]
    [InlineData("fulfilled=2026-03-02 submitted opens=2026-03-01", "2026-03-01", "FULFILLED")]
    [InlineData("fulfilled=2026-03-02 submitted opens=2026-03-02", "2026-03-01", "UNSCHEDULED")]
    // A session: its days, the planned ones where there are no others.
    [InlineData("due opens=2026-03-01 closes=2026-03-20", "2026-02-28", "UPCOMING")]
    [InlineData("due opens=2026-03-01 closes=2026-03-20", "2026-03-01", "DUE")]
    [InlineData("due opens=2026-03-01 closes=2026-03-20", "2026-03-20", "DUE")]
    [InlineData("due opens=2026-03-01 closes=2026-03-20", "2026-03-21", "UNKNOWN")]
    [InlineData("due plannedCloses=2026-03-20 known", "2026-03-21", "OVERDUE")]
    [InlineData("due plannedOpens=2026-03-01 known before", "2026-03-01", "OVERDUE")]
    [InlineData("due plannedOpens=2026-03-01 before", "2026-03-01", "UNKNOWN")]
    [InlineData("due opens=2026-03-05 plannedOpens=2026-03-01", "2026-03-01", "UPCOMING")]
    [InlineData("due", "2026-03-01", "UPCOMING")]
    // A period.
    [InlineData("date=2026", "2026-12-31", "UPCOMING")]
    [InlineData("date=2026", "2027-01-01", "UNKNOWN")]
    [InlineData("date=2026-02", "2026-02-28", "UPCOMING")]
    [InlineData("date=2026-02", "2026-03-01", "UNKNOWN")]
    [InlineData("date=2026-02-28", "2026-03-01", "UNKNOWN")]
    [InlineData("due date=2020", "2026-03-01", "UPCOMING")]
    [InlineData("date=2020-13", "2026-03-01", "UNSCHEDULED")]
    [InlineData("", "2026-03-01", "UNSCHEDULED")]
    public void A_status_follows_from_documents_session_and_period(string facts, string asOf, string status)
    {
        var given = facts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')).ToDictionary(f => f[0], f => f.Length > 1 ? f[1] : "");
        DateOnly? Day(string name) => given.TryGetValue(name, out var day) && day.Length > 0 ? DateOnly.Parse(day) : null;
        var session = _graph.Add("Session", "s", ("opensOn", Day("opens")), ("closesOn", Day("closes")), ("plannedOpensOn", Day("plannedOpens")),
            ("plannedClosesOn", Day("plannedCloses")), ("documentsKnown", given.ContainsKey("known") ? true : null));
        var deliverable = _graph.Add("Deliverable", "d", ("dueDate", given.GetValueOrDefault("date")), ("dueRule", given.ContainsKey("before") ? "BEFORE" : null));
        var report = _graph.Add("Report", "r", ("publishedOn", Day("fulfilled")));
        if (given.ContainsKey("due")) _graph.Relate(deliverable, "DUE_AT", session);
        if (given.ContainsKey("fulfilled")) _graph.Relate(report, "FULFILS", deliverable);
        if (given.ContainsKey("submitted")) _graph.Relate(report, "SUBMITTED_TO", session);

        Assert.Equal($"{{\"deliverable\":{{\"status\":\"{status}\"}}}}", Answer($"{{ deliverable(id: \"d\") {{ status(asOf: \"{asOf}\") }} }}"));
        Assert.Equal("d", Ids("deliverables", $"{{status: {{in: [{status}], asOf: \"{asOf}\"}}}}"));
        Assert.Equal("", Ids("deliverables", $"{{status: {{neq: {status}, asOf: \"{asOf}\"}}}}"));
    }

    [Fact]
    public void A_status_sorts_in_its_order_of_declaration_as_of_today()
    {
        _graph.Add("Deliverable", "a");
        _graph.Add("Deliverable", "b", ("dueDate", "2999"));
        _graph.Add("Deliverable", "c", ("dueDate", "1999"));
        Assert.Equal("c b a", Ids("deliverables", "{}", "{status: ASC}"));
    }

    [Fact]
    public void A_title_in_a_language_is_that_languages_alone()
    {
        _graph.Add("Report", "r", ("title", "Water"), ("title_fr", "Eau"));
        Assert.Equal("""{"document":{"title":"Water","fr":"Eau","ru":null,"none":"Water"}}""",
            Answer("""{ document(symbol: "r") { title fr: title(language: FR) ru: title(language: RU) none: title(language: null) } }"""));
    }

    [Fact]
    public void An_id_is_looked_up_in_the_key_labels_in_the_order_of_the_file()
    {
        _graph.Add("State", "x");
        _graph.Add("Session", "x");
        _graph.Add("Report", "r");
        Assert.Equal("""{"node":{"__typename":"Session"},"nodes":[{"id":"r"},null],"resolution":null}""",
            Answer("""{ node(id: "x") { __typename } nodes(ids: ["r", "y"]) { id } resolution(symbol: "r") { id } }"""));
    }

    [Fact]
    public void Fields_merge_where_they_first_appear_and_fragments_expand_in_place()
    {
        _graph.Relate(_graph.Add("Session", "HRC/56", ("number", 56)), "SESSION_OF", _graph.Add("Body", "HRC", ("title", "Council")));
        Assert.Equal("""{"s":{"body":{"id":"HRC","title":"Council"},"number":56,"id":"HRC/56"}}""", Answer("""
            query ($no: Boolean = false, $yes: Boolean!) {
              s: session(id: "HRC/56") { body { id } ...S kind @include(if: $no) opensOn @skip(if: $yes) ... on Node { id } ... on Document { symbol } }
            }
            fragment S on Session { number body { title id } }
            """, """{"yes": true}"""));
    }

    [Fact]
    public void A_variable_without_a_value_leaves_its_argument_or_field_out()
    {
        foreach (var id in "abc") _graph.Add("State", id.ToString(), ("name", id == 'c' ? null : "x"));
        Assert.Equal("""{"states":{"totalCount":3,"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}]},"named":{"totalCount":2}}""", Answer("""
            query ($first: Int, $name: String, $where: StateFilterInput) {
              states(first: $first, where: {name: {eq: $name}}) { totalCount nodes { id } } named: states(where: $where) { totalCount }
            }
            """, """{"where": {"name": {"neq": null}}}"""));
    }

    [Theory]
    [InlineData("water", "r=6 p=4 x=1")]
    [InlineData("WATER clean", "p=4")]
    [InlineData("eau", "p=4")]
    [InlineData("cafe", "p=4")]
    [InlineData("水", "w=4")]
    [InlineData("饮水", "w=4")]
    [InlineData("水饮", "")]
    [InlineData("53 2", "r=2")]
    [InlineData("wat", "")]
    [InlineData("!", "")]
    public void A_search_scores_what_has_every_token_asked_for(string text, string found)
    {
        _graph.Add("Report", "r", ("symbol", "A/53/2/WATER"), ("title", "Water"));
        _graph.Add("Instrument", "p", ("title", "Clean, clear Water; cafe\u0301"), ("title_fr", "Eau"));
        _graph.Add("Provision", "x", ("text", "of water"));
        _graph.Add("Mechanism", "w", ("name_zh", "清洁饮水"));
        var edges = JsonDocument.Parse(Answer($"{{ search(text: {JsonSerializer.Serialize(text)}) {{ edges {{ score node {{ id }} }} }} }}")).RootElement.GetProperty("search").GetProperty("edges");
        Assert.Equal(found, string.Join(' ', edges.EnumerateArray().Select(e => $"{e.GetProperty("node").GetProperty("id").GetString()}={e.GetProperty("score").GetInt32()}")));
    }

    [Fact]
    public void Connections_have_the_names_of_the_table()
    {
        var (state, draft) = (_graph.Add("State", "CHE"), _graph.Add("DraftResolution", "L.1"));
        _graph.Relate(state, "VOTED", draft, ("position", "AGAINST"));
        Assert.Equal("""{"state":{"votes":{"__typename":"VoteConnection","edges":[{"__typename":"VoteEdge"}]}},"draft":{"votes":{"__typename":"VoteStateConnection","edges":[{"position":"AGAINST","__typename":"VoteStateEdge"}]},"cites":{"__typename":"CitationConnection"},"citedBy":{"__typename":"CitationConnection"},"answers":{"__typename":"DocumentConnection","pageInfo":{"__typename":"PageInfo","endCursor":null}}}}""",
            Answer("""{ state(id: "CHE") { votes { __typename edges { __typename } } } draft(symbol: "L.1") { votes { __typename edges { position __typename } } cites { __typename } citedBy { __typename } answers { __typename pageInfo { __typename endCursor } } } }"""));
    }

    [Fact]
    public void One_entry_fulfils_what_is_asked_of_node_and_relationship()
    {
        var (citing, one, two) = (_graph.Add("Resolution", "r"), _graph.Add("Resolution", "a", ("title", "A")), _graph.Add("Resolution", "b", ("title", "B")));
        foreach (var (to, paragraph) in ((ReferenceNode, string)[])[(one, "OP1"), (one, "PP2"), (two, "PP1")]) _graph.Relate(citing, "CITES", to, ("paragraph", paragraph));
        Assert.Equal("r", Ids("resolutions", "{cites: {some: {edge: {paragraph: {eq: \"OP1\"}}, title: {eq: \"A\"}}}}"));
        Assert.Equal("", Ids("resolutions", "{cites: {some: {edge: {paragraph: {eq: \"OP1\"}}, title: {eq: \"B\"}}}}"));
        Assert.Equal("r", Ids("resolutions", "{cites: {count: {gt: 2}}}"));
        Assert.Equal("", Ids("resolutions", "{cites: {count: {where: {title: {eq: \"A\"}}, gt: 2}}}"));
        Assert.Equal("r a b", Ids("resolutions", "{}", "{citesCount: DESC}"));
        Assert.Equal("{\"resolution\":{\"cites\":{\"edges\":[{\"paragraph\":\"PP2\"},{\"paragraph\":\"OP1\"}]}}}",
            Answer("{ resolution(symbol: \"r\") { cites(where: {not: {title: {eq: \"B\"}}}, order: [{edge: {paragraph: DESC}}]) { edges { paragraph } } } }"));
    }

    [Fact]
    public void Groups_are_the_largest_first_then_by_their_keys_nulls_last()
    {
        var office = _graph.Add("Mechanism", "OHCHR", ("name", "Office"));
        foreach (var (id, kind, count) in ((string, string?, int?)[])[("a", "REPORT", 2), ("b", "REPORT", 4), ("c", null, null), ("d", "PANEL", null)])
            _graph.Relate(_graph.Add("Deliverable", id, ("kind", kind), ("count", count)), "ASSIGNED_TO", office);
        _graph.Add("Deliverable", "e", ("kind", "PANEL"));
        Assert.Equal("{\"deliverables\":{\"groups\":[{\"key\":[\"PANEL\"],\"count\":2},{\"key\":[\"REPORT\"],\"count\":2},{\"key\":[null],\"count\":1}],\"aggregate\":{\"count\":{\"count\":2,\"min\":2,\"sum\":6,\"average\":3},\"confidence\":{\"max\":null}}}}",
            Answer("{ deliverables(first: 1) { groups(by: [KIND]) { key count } aggregate { count { count min sum average } confidence { max } } } }"));
        Assert.Equal("{\"deliverables\":{\"groups\":[{\"key\":[\"OHCHR\"],\"nodes\":[{\"name\":\"Office\"}],\"count\":4}]}}",
            Answer("{ deliverables { groups(by: MECHANISM, first: 1) { key nodes { ... on Mechanism { name } } count } } }"));
    }

    [Fact]
    public void Several_steps_come_to_each_node_once_and_a_path_is_the_first_of_the_shortest()
    {
        var nodes = "abcd".ToDictionary(c => c, c => _graph.Add("Resolution", c.ToString()));
        foreach (var (from, to) in ((char, char)[])[('a', 'c'), ('a', 'b'), ('b', 'd'), ('c', 'd'), ('d', 'a')])
        {
            _graph.Relate(nodes[from], "CITES", nodes[to], ("paragraph", "PP2"));
            _graph.Relate(nodes[from], "CITES", nodes[to], ("paragraph", "OP1"));
        }
        _graph.Relate(nodes['b'], "FOLLOWS", nodes['a']);
        _graph.Relate(nodes['b'], "FOLLOWS", nodes['c']);
        Assert.Equal("{\"a\":{\"cites\":{\"totalCount\":3,\"nodes\":[{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"}]}},\"c\":{\"series\":{\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]}}}",
            Answer("{ a: resolution(symbol: \"a\") { cites(depth: 4) { totalCount nodes { id } } } c: resolution(symbol: \"c\") { series { nodes { id } } } }"));
        Assert.Equal("{\"citationPath\":{\"length\":2,\"nodes\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"d\"}],\"steps\":[{\"paragraph\":\"OP1\"},{\"paragraph\":\"OP1\"}]},\"none\":null}",
            Answer("{ citationPath(from: \"a\", to: \"d\") { length nodes { id } steps { paragraph } } none: citationPath(from: \"a\", to: \"d\", depth: 1) { length } }"));
    }

    [Fact]
    public void A_highlight_marks_what_fits_and_escapes_the_rest()
    {
        _graph.Add("Provision", "p", ("text", "<Clean> wa\u0301ter, 清洁饮水"));
        Assert.Equal("{\"search\":{\"edges\":[{\"highlights\":[{\"field\":\"text\",\"language\":null,\"fragment\":\"&lt;Clean&gt; <mark>wa\u0301ter</mark>, 清<mark>洁饮</mark>水\",\"ranges\":[{\"start\":8,\"end\":14},{\"start\":17,\"end\":19}]}]}]}}",
            Answer("{ search(text: \"WATER 洁饮\", where: {provision: {}}) { edges { highlights { field language fragment ranges { start end } } } } }"));
    }

    [Fact]
    public void An_answer_escapes_quotes_backslashes_and_controls_only()
    {
        _graph.Add("Deliverable", "d", ("title", "\"é\\/😀\n\u0001"), ("confidence", 0.5));
        Assert.Equal("{\"deliverable\":{\"title\":\"\\\"é\\\\/😀\\n\\u0001\",\"confidence\":0.5}}", Answer("""{ deliverable(id: "d") { title confidence } }"""));
    }

    private string Ids(string list, string where, string order = "[]")
    {
        var answer = Answer($"{{ {list}(where: {where}, order: {order}) {{ nodes {{ id }} }} }}");
        return string.Join(' ', JsonDocument.Parse(answer).RootElement.GetProperty(list).GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()));
    }

    private string Answer(string operation, string? variables = null)
    {
        var executor = new ReferenceExecutor(_schema, _graph, new(2026, 11, 21), _cursors);
        return ReferenceJson.Text(executor.Execute(Parser.Parse(operation).Document!, variables is null ? null : JsonDocument.Parse(variables).RootElement));
    }
}
