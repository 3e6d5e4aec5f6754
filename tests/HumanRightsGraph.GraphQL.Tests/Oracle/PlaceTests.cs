using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Oracle;

/// <summary>The places of errors (GraphQL §7.1.2), side by side with graphql-js: those of syntax, of schemas and of fields that do not merge.</summary>
public partial class PlaceTests(GraphQLJs oracle)
{
    [GeneratedRegex(@"directive\s*@[^{}]*@", RegexOptions.NonBacktracking)]
    private static partial Regex DirectiveOfDirective();

    private static string Of(IEnumerable<Location> locations) => string.Join(' ', locations.Select(l => $"{l.Line}:{l.Column}").Order(StringComparer.Ordinal));

    private static string Of(JsonNode error) => string.Join(' ', error["locations"]!.AsArray().Select(l => $"{l![0]}:{l[1]}").Order(StringComparer.Ordinal));

    private static JsonObject Question(string command, string text, string? id = null) => new() { ["command"] = command, ["text"] = text, ["id"] = id };

    [Fact]
    public void Section_2_a_syntax_error_stands_where_graphql_js_sees_it()
    {
        var random = Seed.Numbers(21);
        var documents = new DocumentGenerator(SchemaBuilderTests.Build(Cases.Animals), random);
        var known = Cases.Syntax.Concat(Cases.SchemaSyntax).ToList();
        List<string> texts = [.. known, .. Enumerable.Range(0, 1000).Select(i => DifferentialTests.Mutation(i % 2 == 0 ? documents.Document() : known[random.Next(known.Count)], random))];
        var differences = new List<string>();
        foreach (var (text, answer) in texts.Zip(oracle.Ask(texts.Select(t => Question("parse", t)))))
        {
            // The draft's extension of directives, and directives of a directive's definition, are no syntax of this edition.
            if ((bool)answer["ok"]! || text.Contains("extend directive") || DirectiveOfDirective().IsMatch(text) || Parser.Parse(text, ParserOptions.Trusted).Error is not { } error) continue;
            var theirs = Of(answer["errors"]![0]!);
            if (theirs != Of(error.Locations)) differences.Add($"{text}\n  js: {theirs} {answer["errors"]![0]!["message"]}\n  we: {error.Message}");
        }
        DifferentialTests.None(differences);
    }

    [Fact]
    public void Section_3_an_error_of_a_schema_stands_where_graphql_js_sees_it()
    {
        var generator = new SchemaGenerator(Seed.Numbers(22));
        List<string> texts = [.. Cases.Schemas, .. Enumerable.Range(0, 300).Select(_ => generator.Schema())];
        var differences = new List<string>();
        foreach (var (text, answer) in texts.Zip(oracle.Ask(texts.Select(t => Question("schemaErrors", t)))))
        {
            // graphql-js throws at a default of what is no input type.
            if (answer["thrown"] is not null) continue;
            // Operations in the text of a schema: a listed difference.
            if (Parser.Parse(text, ParserOptions.Trusted).Document is not { } document || document.Definitions.Any(d => d is ExecutableDefinitionNode)) continue;
            var errors = SchemaBuilder.Build(document).Errors;
            var ours = errors.Select(e => Of(e.Locations)).Distinct().Order(StringComparer.Ordinal).ToList();
            var theirs = answer["errors"]!.AsArray().Select(e => Of(e!)).Distinct().Order(StringComparer.Ordinal).ToList();
            // Of a schema that cannot be made, graphql-js reports what is wrong with its types beside.
            if (!ours.SequenceEqual(theirs) && !(Cases.Schemas.Contains(text) is false && ours.Count > 0 && ours.All(theirs.Contains)))
                differences.Add($"{text}\n  js: {string.Join(" | ", answer["errors"]!.AsArray().Select(e => $"{e!["message"]} {Of(e)}"))}\n  we: {string.Join(" | ", errors.Select(e => $"{e.Message} {Of(e.Locations)}"))}");
        }
        DifferentialTests.None(differences);
    }

    [Fact]
    public void Section_5_3_2_fields_that_do_not_merge_are_among_the_pairs_graphql_js_finds()
    {
        var random = Seed.Numbers(23);
        var schema = SchemaBuilderTests.Build(Cases.Animals);
        var documents = new DocumentGenerator(schema, random);
        oracle.Ask(Question("schema", Cases.Animals, "places"));
        List<string> texts = [.. Cases.Validation.Where(c => c.Schema == Cases.Animals).Select(c => c.Text), .. Enumerable.Range(0, 1500).Select(_ => documents.Document())];
        var differences = new List<string>();
        var compared = 0;
        foreach (var (text, answer) in texts.Zip(oracle.Ask(texts.Select(t => Question("validate", t, "places")))))
        {
            if (Parser.Parse(text, ParserOptions.Trusted).Document is not { } document) continue;
            // One error of graphql-js gathers all that is wrong beneath two fields.
            var theirs = answer["errors"]!.AsArray().Where(e => ((string)e!["message"]!).Contains("conflict because")).Select(e => Of(e!).Split(' ').ToHashSet()).ToList();
            foreach (var error in Validator.Validate(schema, document, Limits.Trusted).Where(e => e.Message.Contains("answer as")))
            {
                compared++;
                if (!theirs.Any(t => t.IsSupersetOf(Of(error.Locations).Split(' ')))) differences.Add($"{text}\n  js: {string.Join(" | ", theirs.Select(t => string.Join(' ', t)))}\n  we: {error.Message} {Of(error.Locations)}");
            }
        }
        DifferentialTests.None(differences);
        Assert.True(compared > 50);
    }
}
