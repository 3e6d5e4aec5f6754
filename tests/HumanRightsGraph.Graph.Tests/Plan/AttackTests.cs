using System.Text;
using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>
/// Hostile operations against the product's API: each is refused by the code and limit named, on a small stack, without much memory. The
/// numbers are those of docs/attacks.md.
/// </summary>
public sealed class AttackTests
{
    private const long MostAllocated = 10_000_000;
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(100);
    /// <summary>The long column: times are written down and judged, which makes sense on a quiet machine alone.</summary>
    private static readonly bool Timed = Environment.GetEnvironmentVariable("HRGRAPH_TIMES") is { Length: > 0 };

    private static readonly SmallGraph Mission = MissionTests.Graph();

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Join(int count, Func<int, string> text) => string.Join(' ', Enumerable.Range(0, count).Select(text));

    /// <summary>Twenty-one levels below the root field.</summary>
    private static readonly string Deep = "nodes{resolutions(first:1){" + Repeat("nodes{adoptedAt{resolutions(first:1){", 6) + "totalCount" + Repeat("}", 20);

    /// <summary>Number, what it is, the document, variables, the code, the limit.</summary>
    public static TheoryData<int, string, string, string?, string, string?> Operations => new()
    {
        { 1, "nested selection sets", Repeat("{a", 5_000) + Repeat("}", 5_000), null, "LIMIT_EXCEEDED", "parserDepth" },
        { 2, "nested lists", "{a(b:" + Repeat("[", 20_000) + Repeat("]", 20_000) + ")}", null, "LIMIT_EXCEEDED", "parserDepth" },
        { 3, "nested objects", "{a(b:" + Repeat("{c:", 9_000) + "1" + Repeat("}", 9_000) + ")}", null, "LIMIT_EXCEEDED", "parserDepth" },
        { 4, "nested list types", "query($a:" + Repeat("[", 20_000) + "Int" + Repeat("]", 20_000) + "){a}", null, "LIMIT_EXCEEDED", "parserDepth" },
        { 5, "unclosed braces", Repeat("{", 40_000), null, "GRAPHQL_PARSE_FAILED", null },
        { 5, "unclosed selections", Repeat("{a", 30_000), null, "LIMIT_EXCEEDED", "parserDepth" },
        { 6, "names", "{" + Repeat("a ", 30_000) + "}", null, "LIMIT_EXCEEDED", "tokens" },
        { 6, "commas", "{" + Repeat(",", 60_000) + "a}", null, "LIMIT_EXCEEDED", "tokens" },
        { 6, "comments", Repeat("#\n", 30_000) + "{a}", null, "LIMIT_EXCEEDED", "tokens" },
        { 6, "blanks", "{a" + Repeat(" ", 5_000_000) + "}", null, "LIMIT_EXCEEDED", "documentBytes" },
        { 7, "sixty thousand digits", "{ sessions(first: " + new string('9', 60_000) + ") { totalCount } }", null, "GRAPHQL_VALIDATION_FAILED", null },
        { 7, "digits in a variable", "query($n: Int) { sessions(first: $n) { totalCount } }", "{\"n\":" + new string('9', 900_000) + "}", "BAD_USER_INPUT", null },
        { 7, "an exponent", "query($n: Float) { deliverables(where: {confidence: {gt: $n}}) { totalCount } }", "{\"n\":1e999999999}", "BAD_USER_INPUT", null },
        { 8, "NUL", "{ a\0b }", null, "GRAPHQL_PARSE_FAILED", null },
        { 8, "a lone surrogate", "{ a \uD800 }", null, "GRAPHQL_PARSE_FAILED", null },
        { 12, "a fragment tree of 2^30", "{...F0}" + Join(30, i => $"fragment F{i} on Query{{...F{i + 1} ...F{i + 1}}}") + " fragment F30 on Query{__typename}", null, "LIMIT_EXCEEDED", "expandedSelections" },
        { 13, "a fragment cycle", "{...F} fragment F on Query{...G} fragment G on Query{...F}", null, "GRAPHQL_VALIDATION_FAILED", null },
        { 13, "a fragment cycle nobody uses", "{__typename} fragment F on Query{...G} fragment G on Query{...F}", null, "GRAPHQL_VALIDATION_FAILED", null },
        { 13, "a cycle of a hundred", "{...F0}" + Join(99, i => $"fragment F{i} on Query{{...F{(i + 1) % 99}}}"), null, "GRAPHQL_VALIDATION_FAILED", null },
        { 14, "a chain of a thousand fragments", "{...F0}" + Join(1_000, i => $"fragment F{i} on Query{{...F{i + 1}}}") + " fragment F1000 on Query{__typename}", null, "LIMIT_EXCEEDED", "fragments" },
        { 15, "one field again and again", "{body(id:1){" + Repeat("id ", 1_900) + "}}", null, "LIMIT_EXCEEDED", "mergeComparisons" },
        { 15, "inline fragments of one field", "{body(id:1){" + Repeat("...on Body{...on Body{id}} ", 600) + "}}", null, "LIMIT_EXCEEDED", "mergeComparisons" },
        { 16, "a thousand spreads side by side", "{body(id:1){" + Repeat("...F ", 1_900) + "}} fragment F on Body{id title}", null, "LIMIT_EXCEEDED", "expandedSelections" },
        { 17, "directives nobody knows", "{__typename " + Repeat("@aa", 4_000) + "}", null, "LIMIT_EXCEEDED", "directives" },
        { 17, "directives everybody knows", "{__typename " + Repeat("@skip(if:true)", 500) + "}", null, "LIMIT_EXCEEDED", "directives" },
        { 18, "wrong fields", "{body(id:1){" + Join(1_900, i => $"n{i}") + "}}", null, "GRAPHQL_VALIDATION_FAILED", null },
        { 20, "operations", Join(400, i => $"query Q{i}{{...F}}") + " fragment F on Query{__typename}", null, "LIMIT_EXCEEDED", "operations" },
        { 21, "variables", "query(" + Join(1_500, i => $"$v{i}:Int") + "){__typename}", null, "LIMIT_EXCEEDED", "variables" },
        { 21, "a literal of many items", "{ nodes(ids: [" + Repeat("1 ", 20_000) + "]) { id } }", null, "LIMIT_EXCEEDED", "tokens" },
        { 21, "a variable of many items", "query($i: [ID!]!) { nodes(ids: $i) { id } }", "{\"i\":[" + string.Join(',', Enumerable.Range(0, 100_000)) + "]}", "LIMIT_EXCEEDED", "listItems" },
        { 22, "introspection in circles", "{__schema{types{" + Repeat("fields{type{", 8) + "name" + Repeat("}}", 8) + "}}}", null, "LIMIT_EXCEEDED", "depth" },
        { 22, "introspection under many aliases", "{__schema{types{" + Join(45, i => $"a{i}:fields{{name description args{{name description}}}}") + "}}}", null, "LIMIT_EXCEEDED", "introspectionValues" },
        { 22, "introspection at many roots", "{" + Join(20, i => $"a{i}:__schema{{...F}}") + "} fragment F on __Schema{types{name fields{name args{name type{name}}} inputFields{name type{name ofType{name}}} enumValues{name}}}", null, "LIMIT_EXCEEDED", "introspectionValues" },
        { 23, "a fragment called __schema", "{...__schema} fragment __schema on Query{sessions{" + Deep + "}}", null, "LIMIT_EXCEEDED", "depth" },
        { 23, "a fragment used shallow, then deep", "{ session(id:1){...F} sessions(first:1){nodes{resolutions(first:1){nodes{adoptedAt{...F}}}}} } fragment F on Session{" + Repeat("resolutions(first:1){nodes{adoptedAt{", 5) + "id" + Repeat("}", 15) + "}", null, "LIMIT_EXCEEDED", "depth" },
        { 24, "aliases hidden in spreads", "{body(id:1){" + Join(9, i => $"...F{i}") + "}}" + Join(9, i => $" fragment F{i} on Body{{... {{...G}}}}") + " fragment G on Body{" + Join(6, i => $"a{i}:id") + "}", null, "LIMIT_EXCEEDED", "aliases" },
        { 25, "cost behind @include", "query($v: Boolean!) { sessions(first: 500) @include(if: $v) { nodes { reports(first: 500) { nodes { id } } } } }", "{\"v\":true}", "LIMIT_EXCEEDED", "nodes" },
        { 27, "one dear field under many aliases", "{" + Join(100, i => $"a{i}:search(text:\"x\"){{totalCount}}") + "}", null, "LIMIT_EXCEEDED", "rootFields" },
        { 27, "and below the root", "{body(id:1){" + Join(100, i => $"a{i}:sessions{{totalCount}}") + "}}", null, "LIMIT_EXCEEDED", "aliases" },
        { 28, "one relationship many times", "{sessions(first:400){nodes{" + Join(40, i => $"a{i}:reports(first:400){{nodes{{id}}}}") + "}}}", null, "LIMIT_EXCEEDED", "nodes" },
        { 29, "__typename under many aliases", "{" + Join(3_000, i => $"a{i}:__typename") + "}", null, "LIMIT_EXCEEDED", "rootFields" },
        { 30, "a deep question", "{sessions{" + Deep + "}}", null, "LIMIT_EXCEEDED", "depth" },
        { 31, "wide pages within each other", "{sessions(first:100){nodes{reports(first:100){nodes{adoptedAt{resolutions(first:100){nodes{id}}}}}}}}", null, "LIMIT_EXCEEDED", "nodes" },
        { 32, "a page too large", "{sessions(first:2147483647){totalCount}}", null, "BAD_USER_INPUT", "pageSize" },
        { 32, "a page of less than nothing", "{sessions(first:-1){totalCount}}", null, "BAD_USER_INPUT", null },
        { 32, "both ends", "{sessions(first:1,last:1){totalCount}}", null, "BAD_USER_INPUT", null },
        { 32, "beyond Int", "{sessions(first:2147483648){totalCount}}", null, "GRAPHQL_VALIDATION_FAILED", null },
        { 33, "a cursor of one's own", "{sessions(after:\"eyJvZmZzZXQiOjF9\"){totalCount}}", null, "BAD_USER_INPUT", null },
        { 33, "a cursor of a megabyte", "query($c:String){sessions(after:$c){totalCount}}", "{\"c\":\"" + new string('A', 900_000) + "\"}", "BAD_USER_INPUT", "cursorCharacters" },
        { 34, "or, ten thousand times", "query($w:SessionFilterInput){sessions(where:$w){totalCount}}", "{\"w\":{\"or\":[" + string.Join(',', Enumerable.Repeat("{}", 10_000)) + "]}}", "LIMIT_EXCEEDED", "listItems" },
        { 34, "or, four thousand times", "query($w:SessionFilterInput){sessions(where:$w){totalCount}}", "{\"w\":{\"or\":[" + string.Join(',', Enumerable.Repeat("{\"number\":{\"eq\":1}}", 4_000)) + "]}}", "LIMIT_EXCEEDED", "filterPredicates" },
        { 34, "not, a thousand deep", "query($w:SessionFilterInput){sessions(where:$w){totalCount}}", "{\"w\":" + Repeat("{\"not\":", 900) + "{}" + Repeat("}", 900) + "}", "LIMIT_EXCEEDED", "variablesDepth" },
        { 34, "in, with thousands of values", "query($v:[ID]){sessions(where:{id:{in:$v}}){totalCount}}", "{\"v\":[" + string.Join(',', Enumerable.Range(0, 4_000)) + "]}", "LIMIT_EXCEEDED", "filterValues" },
        { 34, "some of some of some", "{documents(where:" + Repeat("{cites:{some:", 6) + "{id:{eq:1}}" + Repeat("}}", 6) + "){totalCount}}", null, "LIMIT_EXCEEDED", "filterDepth" },
        { 35, "a thousand keys", "{sessions(order:[" + Repeat("{number:ASC}", 1_000) + "]){totalCount}}", null, "LIMIT_EXCEEDED", "orderKeys" },
        { 36, "a name that is a statement", "{ sessions(where: {`x` : 1}) { totalCount } }", null, "GRAPHQL_PARSE_FAILED", null },
        { 40, "many root fields", "{" + Join(25, i => "__typename ... on Query{session(id:1){id}}") + "}", null, "LIMIT_EXCEEDED", "rootFields" },
    };

    [Theory, MemberData(nameof(Operations))]
    public void A_hostile_operation_is_refused_by_name_on_a_small_stack_without_much_memory(int number, string what, string query, string? variables, string code, string? limit)
    {
        using var parsed = variables is null ? null : JsonDocument.Parse(variables, new() { MaxDepth = 1_000 });
        long allocated = 0;
        SmallStack.Run(() =>
        {
            Ask(query, parsed?.RootElement);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var answer = Ask(query, parsed?.RootElement);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.False(answer.HasData, $"{number} {what}");
            Assert.Equal((code, limit), (answer.Errors[0].Code, LimitOf(answer.Errors[0])));
            Assert.All(answer.Errors, e => Assert.InRange(e.Message.Length, 10, 600));
            // No stack frame, type or path of ours in any refusal.
            Assert.All(answer.Errors, e => Assert.DoesNotMatch("Exception|HumanRightsGraph|   at |\\.cs", e.Message));
        });
        Assert.True(allocated <= MostAllocated, $"{number} {what}: {allocated:N0} bytes");
        if (Timed) Judge($"{number} {what}", allocated, () => Ask(query, parsed?.RootElement).Dispose());
    }

    /// <summary>The median of nine.</summary>
    private static void Judge(string what, long allocated, Action attack)
    {
        var times = Enumerable.Range(0, 9).Select(_ =>
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            attack();
            return watch.Elapsed;
        }).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {times[4].TotalMilliseconds:N2} ms, {allocated / 1024:N0} KiB");
        Assert.True(times[4] <= MostTime, $"{what}: {times[4].TotalMilliseconds:N1} ms");
    }

    /// <summary>What is just at a limit, and lawful.</summary>
    public static TheoryData<string, string, string?> Lawful => new()
    {
        { "twenty levels of fields", "{sessions(first:1){nodes{" + Repeat("resolutions(first:1){nodes{adoptedAt{", 5) + "reports(first:1){nodes{id}}" + Repeat("}}}", 5) + "}}}", null },
        { "thirty levels of a filter", "query($w:SessionFilterInput){sessions(where:$w){totalCount}}", "{\"w\":" + Repeat("{\"not\":", 30) + "{}" + Repeat("}", 30) + "}" },
        { "five relationships of a filter", "{documents(where:" + Repeat("{cites:{some:", 5) + "{id:{eq:1}}" + Repeat("}}", 5) + "){totalCount}}", null },
        { "ninety fragments within each other", "{...F0}" + Join(90, i => $"fragment F{i} on Query{{...F{i + 1}}}") + " fragment F90 on Query{__typename}", null },
        { "a hundred and ninety inline fragments", "{" + Repeat("...{", 190) + "__typename" + Repeat("}", 190) + "}", null },
        { "fifteen levels of introspection", "{__schema{types{fields{type{" + Repeat("ofType{", 10) + "name" + Repeat("}", 10) + "}}}}}", null },
    };

    [Theory, MemberData(nameof(Lawful))]
    public void Statement_13_what_is_at_its_limit_is_answered_on_a_small_stack(string what, string query, string? variables)
    {
        using var parsed = variables is null ? null : JsonDocument.Parse(variables, new() { MaxDepth = 1_000 });
        SmallStack.Run(() =>
        {
            var answer = Ask(query, parsed?.RootElement);
            Assert.True(answer.HasData && answer.Errors.Count == 0, $"{what}: {answer.Errors.FirstOrDefault()?.Message}");
        });
    }

    private static OperationAnswer Ask(string query, JsonElement? variables, OperationPipeline? pipeline = null)
        => (pipeline ?? Mission.Pipeline).ExecuteAsync(new(query, null, variables)).AsTask().GetAwaiter().GetResult();

    private static string? LimitOf(GraphQLError error)
        => error.Extensions?.GetValueOrDefault("limit") is IReadOnlyDictionary<string, object?> limit ? (string?)limit["name"] : null;

    /// <summary>11: what JSON readers disagree about.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "{\"query\":\"{a}\",\"query\":\"{b}\"}", "BAD_REQUEST" },
        { "{\"query\":\"{a}\",\"variables\":{\"x\":1,\"x\":2}}", "BAD_REQUEST" },
        { "{\"query\":\"{a}\",\"variables\":" + Repeat("{\"x\":", 500) + "1" + Repeat("}", 500) + "}", "LIMIT_EXCEEDED" },
        { "{\"query\":\"{a}\",\"variables\":" + Repeat("[", 100_000), "LIMIT_EXCEEDED" },
        { "{\"query\":\"{a}\",\"variables\":[7]}", "BAD_REQUEST" },
        { "{\"query\":\"{a}\",\"x\":\"\\ud800\"}", "BAD_REQUEST" },
        { "[{\"query\":\"{a}\"},{\"query\":\"{a}\"}]", "BATCHING_DISABLED" },
        { "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"m{i}\":1")) + "}", "LIMIT_EXCEEDED" },
        { "{\"query\":\"{a}\",\"variables\":{\"x\":\"" + new string('x', 1_100_000) + "\"}}", "LIMIT_EXCEEDED" },
        { "NONSENSE", "BAD_REQUEST" },
    };

    [Theory, MemberData(nameof(Bodies))]
    public void Attack_11_a_body_that_readers_disagree_about_is_refused(string body, string code)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        SmallStack.Run(() =>
        {
            RequestReader.FromJson(bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(code, RequestReader.FromJson(bytes).Error?.Code);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(allocated, 0, MostAllocated);
            if (Timed) Judge($"11 {body[..Math.Min(40, body.Length)]}", allocated, () => RequestReader.FromJson(bytes));
        });
    }

    [Fact]
    public void Attack_18_many_wrong_fields_are_a_few_errors()
        => Assert.Equal(Limits.DefaultErrors, Ask("{body(id:1){" + Join(1_900, i => $"n{i}") + "}}", null).Errors.Count);

    [Fact]
    public void Attack_19_names_are_suggested_only_where_introspection_tells_them_anyway()
    {
        const string Query = "{ sesions { totalCount } }";
        Assert.Equal("Type Query has no field sesions. Did you mean sessions?", Ask(Query, null).Errors[0].Message);
        var closed = new OperationPipeline(Mission.Pipeline.Api, Mission.Store, new() { Language = Limits.Default with { Introspection = false } });
        string Refused(string query) => Ask(query, null, closed).Errors[0].Message;
        Assert.Equal("Type Query has no field sesions.", Refused(Query));
        Assert.Contains("introspection is switched off", Refused("{ ...F } fragment F on Query { x: __schema { types { name } } }"));
        Assert.Contains("introspection is switched off", Refused("{ __type(name: \"Session\") { name } }"));
        Assert.Empty(Ask("{ __typename }", null, closed).Errors);
    }

    [Fact]
    public void Attack_25_what_a_variable_leaves_out_costs_nothing()
    {
        const string Query = "query($v: Boolean!) { sessions(first: 500) @include(if: $v) { nodes { reports(first: 500) { nodes { id } } } } }";
        using var variables = JsonDocument.Parse("{\"v\":false}");
        Assert.Equal("{\"data\":{}}", Encoding.UTF8.GetString(Ask(Query, variables.RootElement).Utf8.Span));
    }

    [Fact]
    public void Attack_26_lawful_operations_are_not_refused_for_what_the_client_did_not_send()
    {
        Assert.Empty(Ask("{ documents(first: 20) { nodes { id symbol title ... on Resolution { adoptedOn vote } ... on Report { publishedOn } } } }", null).Errors);
        Assert.Empty(Ask(SmallGraph.Introspection, null).Errors);
    }

    [Fact]
    public void Attack_41_a_flood_of_operations_fills_the_plan_cache_to_its_bound_only()
    {
        var plans = new PlanCache(maxPlans: 100, maxBytes: 10_000);
        var pipeline = new OperationPipeline(Mission.Pipeline.Api, Mission.Store, new() { Plans = plans });
        for (var i = 0; i < 1_000; i++)
        {
            Ask($"{{ a{i}: __typename }}", null, pipeline).Dispose();
            Assert.InRange(plans.Count, 1, 100);
        }
    }

    [Fact]
    public void Attack_43_operations_that_share_a_bucket_keep_their_own_plans()
    {
        // Two buckets for each plan: of five hundred, many share one. The hash is seeded by the process, so nobody knows which.
        const int Count = 512;
        var plans = new PlanCache(maxPlans: Count);
        var pipeline = new OperationPipeline(Mission.Pipeline.Api, Mission.Store, new() { Plans = plans });
        string Query(int i) => $"{{ a{i:D3}: __typename }}";
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < Count; i++)
            {
                using var answer = Ask(Query(i), null, pipeline);
                Assert.Equal($"{{\"data\":{{\"a{i:D3}\":\"Query\"}}}}", Encoding.UTF8.GetString(answer.Utf8.Span));
                Assert.NotNull(plans.Find(Query(i), null));
            }
        }
        // The same characters, divided otherwise between document and name, are another key.
        plans.Add("{ab", "c", plans.Find(Query(1), null)!);
        Assert.Null(plans.Find("{a", "bc"));
        Assert.Null(plans.Find("{abc", null));
    }

    /// <summary>Document families that grow with n, for which validation is to grow alike.</summary>
    public static TheoryData<string> Families => ["fields", "aliases", "arguments", "inline", "spreads", "fragments", "directives", "variables", "objects", "lists", "wrong", "strings", "comments", "deep", "types"];

    private static string Family(string name, int n) => name switch
    {
        "fields" => "{body(id:1){" + Join(n, i => i % 2 == 0 ? "id" : "title") + "}}",
        "aliases" => "{body(id:1){" + Join(n, i => $"a{i}:id") + "}}",
        "arguments" => "{body(id:1){" + Join(n, i => $"a{i}:sessions(first:{i % 500}){{totalCount}}") + "}}",
        "inline" => "{body(id:1){" + Join(n, i => $"...on Body{{a{i}:id}}") + "}}",
        "spreads" => "{body(id:1){" + Join(n, _ => "...F") + "}} fragment F on Body{id}",
        "fragments" => "{body(id:1){" + Join(n, i => $"...F{i}") + "}}" + Join(n, i => $"fragment F{i} on Body{{a{i}:id}}"),
        "directives" => "{body(id:1){" + Join(n, i => $"a{i}:id @skip(if:false)") + "}}",
        "variables" => "query(" + Join(n, i => $"$v{i}:ID!") + "){" + Join(n, i => $"a{i}:body(id:$v{i}){{id}}") + "}",
        "objects" => "{sessions(where:{and:[" + Join(n, _ => "{number:{eq:1}}") + "]}){totalCount}}",
        "lists" => "{nodes(ids:[" + Join(n, i => $"\"{i}\"") + "]){id}}",
        "wrong" => "{body(id:1){" + Join(n, i => $"n{i}") + "}}",
        "strings" => "{body(id:\"" + new string('x', n * 10) + "\"){id}}",
        "comments" => Repeat("# é\n", n) + "{__typename}",
        "deep" => "{body(id:1){" + Join(n / 10, _ => "sessions{nodes{body{sessions{nodes{body{id}}}}}}") + "}}",
        _ => "{documents{nodes{" + Join(n, i => $"...on {(i % 2 == 0 ? "Resolution" : "Report")}{{a{i}:id}}") + "}}}",
    };

    /// <summary>Counted by what is allocated, which is the same on every machine.</summary>
    [Theory, MemberData(nameof(Families))]
    public void Statement_15_validation_grows_no_faster_than_the_document(string family)
    {
        var limits = Limits.Trusted with { Variables = int.MaxValue };
        double Work(int n)
        {
            var text = Encoding.UTF8.GetBytes(Family(family, n));
            Pass(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Pass(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        void Pass(byte[] text)
        {
            var document = GraphQL.Language.Parser.Parse(text, GraphQL.Language.ParserOptions.Trusted).Document!;
            GraphQL.Validation.Validator.Validate(Mission.Pipeline.Api.Types, document, limits);
        }
        double last = 0;
        for (var n = 500; Timed ? n == 500 || Family(family, n / 2).Length < 1_000_000 : n <= 4_000; n *= 2)
        {
            var work = Work(n);
            if (last > 0) Assert.True(work / last <= 2.5, $"{family}: {n / 2} → {n} takes {work / last:0.00} times the work");
            last = work;
            if (!Timed) continue;
            var text = Encoding.UTF8.GetBytes(Family(family, n));
            var times = Enumerable.Range(0, 5).Select(_ =>
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                Pass(text);
                return watch.Elapsed.TotalMilliseconds;
            }).Order().ToList();
            TestContext.Current.TestOutputHelper?.WriteLine($"{family}: {text.Length / 1024.0:N0} KiB {times[2]:N1} ms {times[2] * 1024 / text.Length:N3} ms/KiB {work / 1048576:N1} MiB");
        }
    }
}
