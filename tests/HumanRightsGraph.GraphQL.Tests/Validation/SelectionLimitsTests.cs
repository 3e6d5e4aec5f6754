using System.Diagnostics;
using System.Text.RegularExpressions;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Language;
using HumanRightsGraph.GraphQL.Tests.Oracle;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Validation;

/// <summary>What hostile operations meet: a named limit, in time, on a small stack.</summary>
public class SelectionLimitsTests
{
    private static readonly GraphQLSchema Schema = SchemaBuilderTests.Build("""
        directive @aa repeatable on FIELD
        type Query { q: Query, t: T, i(v: Int, l: [Int]): Int, u: U }
        type T { q: Query, t: T, i: Int }
        union U = T | V
        type V { q: Query, i: Int }
        """);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static (string? Code, string? Limit) Verdict(string text, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var parsed = Parser.Parse(text, new ParserOptions { Limits = limits });
        var error = parsed.Error ?? Validator.Validate(Schema, parsed.Document!, limits).FirstOrDefault();
        return (error?.Code, error?.Extensions is { } e ? (string?)((IReadOnlyDictionary<string, object?>)e["limit"]!)["name"] : null);
    }

    public static TheoryData<string, string, string> Attacks => new()
    {
        { "20 fields deep, the 21st", Repeat("{q", 20) + "{i}" + Repeat("}", 20), "depth" },
        { "introspection in circles", "{__schema{types{" + Repeat("fields{type{", 10) + "name" + Repeat("}}", 10) + "}}}", "depth" },
        { "introspection in circles behind fragments", "{__schema{types{...F}}} fragment F on __Type{fields{type{...G}}} fragment G on __Type{fields{type{...H}}} fragment H on __Type{fields{type{name}}}", "depth" },
        { "depth cached by a fragment's first use", "{...F " + Repeat("q{", 15) + "...F" + Repeat("}", 15) + "} fragment F on Query{" + Repeat("q{", 6) + "i" + Repeat("}", 6) + "}", "depth" },
        { "a fragment named __schema", "{...__schema} fragment __schema on Query" + Repeat("{q", 21) + "{i}" + Repeat("}", 21), "depth" },
        { "aliases", "{q{" + string.Join(' ', Enumerable.Range(0, 51).Select(i => $"a{i}:i")) + "}}", "aliases" },
        { "aliases in a spread fragment", "{q{...F} t{q{...F}}} fragment F on Query{" + string.Join(' ', Enumerable.Range(0, 26).Select(i => $"a{i}:i")) + "}", "aliases" },
        { "500 equal fields at the root", "{" + Repeat("i ", 500) + "}", "rootFields" },
        { "500 equal fields below", "{q{" + Repeat("i ", 500) + "}}", "mergeComparisons" },
        { "equal fields with selections", "{q{" + Repeat("t{i} ", 300) + "}}", "mergeComparisons" },
        { "inline fragments of one field", "{q{" + Repeat("...on Query{...on Query{i}} ", 300) + "}}", "mergeComparisons" },
        { "fields of every object type, each level twice", "{u{" + Repeat("...on T{q{u{...on V{i}", 5) + Repeat("}}}", 5) + Repeat("...on T{q{i}} ...on V{q{i}} ", 80) + "}}", "mergeComparisons" },
        { "directives", "{i " + Repeat("@aa ", 9) + "}", "directives" },
        { "directives, a few at each place", "{q{" + Repeat("i @aa @aa @aa ", 17) + "}}", "directives" },
        { "directives in an unused fragment", "{i} fragment F on Query " + Repeat("@aa ", 3000) + "{i}", "directives" },
        { "fields", "{q{" + string.Join(' ', Enumerable.Range(0, 4).Select(_ => "q{" + Repeat("i t{i} ", 250) + "}")) + Repeat("i ", 10) + "}}", "fields" },
        { "fragment DAG 2^16", "{...F0}" + string.Concat(Enumerable.Range(0, 16).Select(i => $" fragment F{i} on Query{{...F{i + 1} ...F{i + 1}}}")) + " fragment F16 on Query{i}", "expandedSelections" },
        { "fragment DAG 2^30, fields between", "{...F0}" + string.Concat(Enumerable.Range(0, 30).Select(i => $" fragment F{i} on Query{{...F{i + 1} ...F{i + 1}}}")) + " fragment F30 on Query{__typename}", "expandedSelections" },
        { "fragments", "{...F0}" + string.Concat(Enumerable.Range(0, 101).Select(i => $" fragment F{i} on Query{{...F{i + 1}}}")) + " fragment F101 on Query{i}", "fragments" },
        { "operations", string.Concat(Enumerable.Range(0, 51).Select(i => $"query Q{i}{{i}} ")), "operations" },
        { "fragments within fragments beyond the stack", "{...F0}" + string.Concat(Enumerable.Range(0, 50).Select(i => $" fragment F{i} on Query{Repeat("{...", 10)}{{...F{i + 1}}}{Repeat("}", 10)}")) + " fragment F50 on Query{i}", "nesting" },
        { "tokens", "{" + Repeat("i,", 6000) + "}", "tokens" },
        { "comments", Repeat("#\n", 12_000) + "{i}", "tokens" },
        { "bytes", "{i}" + new string(' ', 70_000), "documentBytes" },
        { "levels of a value", "{i(l:" + Repeat("[", 210) + Repeat("]", 210) + ")}", "parserDepth" },
    };

    [Theory, MemberData(nameof(Attacks))]
    public void Rows_16_to_22_an_attack_meets_the_limit_named(string attack, string text, string limit)
    {
        _ = attack;
        var watch = Stopwatch.StartNew();
        SmallStack.Run(() => Assert.Equal((ErrorCodes.LimitExceeded, limit), Verdict(text)));
        // The goal is 100 ms; a test machine may be busy, a hang is what this would notice.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
    }

    public static TheoryData<string> DeepestForms => new()
    {
        Repeat("{q", 199) + "{i}" + Repeat("}", 199),
        "{" + Repeat("q{", 99) + "i" + Repeat("}", 99) + " " + Repeat("q{", 99) + "i" + Repeat("}", 99) + "}",
        "{" + Repeat("...on Query{", 198) + "i" + Repeat("}", 198) + "}",
        "{...F0}" + string.Concat(Enumerable.Range(0, 95).Select(i => $" fragment F{i} on Query{{q{{...F{i + 1}}}}}")) + " fragment F95 on Query{i}",
        "query($v:Any){any(v:" + Repeat("[", 198) + "$v" + Repeat("]", 198) + ")}",
        "query($v:Any){any(v:" + Repeat("{a:", 198) + "$v" + Repeat("}", 198) + ")}",
        "query($v:Int){in(v:" + Repeat("{in:", 198) + "{i:$v}" + Repeat("}", 198) + ")}",
        "query($v:" + Repeat("[", 199) + "Int" + Repeat("]", 199) + "=1){i @skip(if:true)}",
        "{a:in(v:" + Repeat("{in:", 98) + "{}" + Repeat("}", 98) + ") a:in(v:" + Repeat("{in:", 98) + "{}" + Repeat("}", 98) + ")}",
    };

    /// <summary>Debug builds need the most: what passes here passes on every thread of a server.</summary>
    [Theory, MemberData(nameof(DeepestForms))]
    public void Every_recursion_at_its_limit_fits_a_small_stack(string text)
    {
        const string Sdl = "type Query { q: Query, i: Int, any(v: Any): Int, in(v: In): Int } input In { in: In, i: Int } scalar Any";
        var schema = SchemaBuilderTests.Build(Sdl);
        SmallStack.Run(() =>
        {
            var document = Parser.Parse(text, ParserOptions.Trusted).Document!;
            Assert.NotEmpty(Printer.Print(document));
            Assert.DoesNotContain(Validator.Validate(schema, document, Limits.Trusted), e => !e.Message.Contains("never used"));
            var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
            var variables = VariableValues.Coerce(schema, operation, null).Values!;
            var collector = new FieldCollector(schema, document, variables);
            var fields = collector.Collect(schema.QueryType, operation.SelectionSet).Fields;
            foreach (var field in fields)
                Assert.Null(ArgumentValues.Coerce(schema.QueryType.Fields.Find(field.Name)!.Arguments, field.Arguments, variables).Error);
            Assert.NotEmpty(collector.ConditionVariables(operation).Add("any"));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Row_20_a_fragment_cycle_is_invalid_and_shown_as_a_path(int length)
    {
        var text = "{...F0}" + string.Concat(Enumerable.Range(0, length).Select(i => $" fragment F{i} on Query{{q{{...F{(i + 1) % length}}}}}"));
        SmallStack.Run(() =>
        {
            var errors = Validator.Validate(Schema, Parser.Parse(text, ParserOptions.Trusted).Document!);
            Assert.Equal(ErrorCodes.ValidationFailed, Assert.Single(errors).Code);
            Assert.StartsWith("Fragment F0 contains itself: F0 → ", errors[0].Message);
        });
    }

    [Fact]
    public void Ten_thousand_wrong_fields_are_a_few_errors()
        => Assert.Equal(Limits.DefaultErrors, Validator.Validate(Schema, ParserTests.Read("{q{" + string.Join(' ', Enumerable.Range(0, 1900).Select(i => $"n{i}")) + "}}")).Length);

    [Theory]
    [InlineData("...F")]
    [InlineData("...on Query{BODY}")]
    [InlineData("...{...F}")]
    [InlineData("...{...on Query{...{BODY}}}")]
    public void Moving_selections_into_fragments_changes_no_count(string form)
    {
        const string Body = "q{a:i t{b:i @aa}} c:i";
        string At(string body) => $"{{{body}}} {(form.Contains("...F") && body != Body ? $"fragment F on Query{{{Body}}}" : "")}";
        foreach (var limits in new[] { Limits.Default with { Depth = 2 }, Limits.Default with { Aliases = 2 }, Limits.Default with { RootFields = 1 }, Limits.Default with { Fields = 4 }, Limits.Default with { Directives = 0 } })
        {
            Assert.Equal(ErrorCodes.LimitExceeded, Verdict(At(Body), limits).Code);
            Assert.Equal(Verdict(At(Body), limits), Verdict(At(form.Replace("BODY", Body)), limits));
        }
        Assert.Null(Verdict(At(form.Replace("BODY", Body))).Code);
    }

    /// <summary>Introspection as GraphiQL and Apollo tools ask it (nine levels of types), and as older tools do.</summary>
    [Fact]
    public void The_introspection_of_common_tools_passes_the_default_limits()
    {
        var document = Parser.Parse(DifferentialTests.IntrospectionQuery);
        Assert.Empty(Validator.Validate(Schema, document.Document!));
        var inlined = Regex.Replace(DifferentialTests.IntrospectionQuery, "fragment .*", "", RegexOptions.Singleline);
        for (var i = 0; i < 4; i++)
            foreach (Match fragment in Regex.Matches(DifferentialTests.IntrospectionQuery, @"fragment (\w+) on \w+ (\{.*?\})(?=\s*(fragment|$))", RegexOptions.Singleline))
                inlined = inlined.Replace("..." + fragment.Groups[1].Value + " ", "... " + fragment.Groups[2].Value + " ");
        Assert.DoesNotContain("...TypeRef", inlined);
        Assert.Empty(Validator.Validate(Schema, ParserTests.Read(inlined)));
    }

    [Fact]
    public void The_questions_of_the_workload_pass_the_default_limits()
    {
        var folder = Environment.GetEnvironmentVariable("HRGRAPH_SHARED");
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); folder is null && up is not null; up = up.Parent)
            if (Directory.Exists(Path.Combine(up.FullName, "shared", "bench"))) folder = Path.Combine(up.FullName, "shared");
        var file = folder is null ? null : Path.Combine(folder, "bench", "peer", "workload-hrgraph.mjs");
        if (!File.Exists(file))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("The shared folder with bench/peer/workload-hrgraph.mjs is missing.");
            Assert.Skip("The workload is read from ../shared/bench/peer; set HRGRAPH_SHARED to its folder.");
        }
        var questions = Regex.Matches(File.ReadAllText(file!), "'(query[^']*)'").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(6, questions.Count);
        foreach (var question in questions)
            // Its fields are not this schema's: only limits are asked about.
            Assert.DoesNotContain(Validator.Validate(Schema, ParserTests.Read(question)), e => e.Code == ErrorCodes.LimitExceeded);
    }
}
