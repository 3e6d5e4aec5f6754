using System.Text.Json;
using System.Text.Json.Nodes;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Execution;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Oracle;

/// <summary>Verdicts of this engine and of graphql-js 17.1, side by side. Differences that are wanted are listed where they are.</summary>
public class DifferentialTests(GraphQLJs oracle)
{
    private static JsonObject Question(string command, string text, string? id = null) => new() { ["command"] = command, ["text"] = text, ["id"] = id };

    private static bool Ok(JsonNode answer) => (bool)answer["ok"]!;

    internal static void None(List<string> differences)
        => Assert.True(differences.Count == 0, $"{differences.Count} differences {Seed.Note}:\n{string.Join("\n\n", differences.Take(12))}");

    [Fact]
    public void Section_2_parses_what_graphql_js_parses_and_prints_it_alike() => CompareSyntax([.. Cases.Syntax, .. Cases.SchemaSyntax]);

    private void CompareSyntax(List<string> texts)
    {
        var differences = new List<string>();
        foreach (var (text, answer) in texts.Zip(oracle.Ask(texts.Select(t => Question("parse", t)))))
        {
            var result = Parser.Parse(text, ParserOptions.Trusted);
            if (Ok(answer) != result.Error is null) differences.Add($"{text}\n  js: {answer.ToJsonString()}\n  we: {result.Error?.Message}");
            else if (result.Document is { } document && Printer.Print(document) != (string?)answer["printed"])
                differences.Add($"{text}\n  js: {answer["printed"]}\n  we: {Printer.Print(document)}");
        }
        None(differences);
    }

    [Fact]
    public void Section_3_builds_the_schemas_graphql_js_finds_valid()
    {
        var differences = new List<string>();
        var texts = Cases.Schemas.ToList();
        foreach (var (text, answer) in texts.Zip(oracle.Ask(texts.Select(t => Question("schema", t)))))
        {
            var document = Parser.Parse(text, ParserOptions.Trusted).Document!;
            var errors = SchemaBuilder.Build(document).Errors;
            if (Ok(answer) != errors.IsEmpty) differences.Add($"{text}\n  js: {answer.ToJsonString()}\n  we: {string.Join(" | ", errors.Select(e => e.Message))}");
        }
        None(differences);
    }

    [Theory, MemberData(nameof(Cases.Differences), MemberType = typeof(Cases))]
    public void Where_graphql_js_departs_from_the_edition_the_edition_is_followed(string command, string text, bool valid, string section)
    {
        Assert.True(Ok(oracle.Ask(Question("schema", Cases.Animals, "differences"))));
        Assert.True(Ok(oracle.Ask(Question(command, text, "differences"))) != valid, $"graphql-js follows {section} by now: compare it like any other case.");
        var document = Parser.Parse(text, ParserOptions.Trusted).Document;
        Assert.Equal(valid, command switch
        {
            "parse" => document is not null,
            "schema" => SchemaBuilder.Build(document!).Errors.IsEmpty,
            _ => Validator.Validate(SchemaBuilderTests.Build(Cases.Animals), document!).IsEmpty,
        });
    }

    [Fact]
    public void Section_4_introspection_answers_what_graphql_js_answers()
    {
        foreach (var text in new[] { Cases.Animals, Cases.Small, VariableValuesTests.Text })
        {
            Assert.True(Ok(oracle.Ask(Question("schema", text, "introspection"))));
            var theirs = oracle.Ask(Question("introspection", "", "introspection"))["data"]!;
            var ours = JsonNode.Parse(IntrospectionTests.Answer(SchemaBuilderTests.Build(text), IntrospectionQuery).Data)!;
            Assert.Equal(Normal(theirs), Normal(ours));
            var again = SchemaBuilderTests.Build(SchemaPrinter.Print(SchemaBuilderTests.Build(text)));
            Assert.Equal(Normal(ours), Normal(JsonNode.Parse(IntrospectionTests.Answer(again, IntrospectionQuery).Data)!));
        }
    }

    /// <summary>Without the draft's additions and the specification's own descriptions; types and directives by name.</summary>
    private static string Normal(JsonNode data)
    {
        var schema = data["__schema"]!;
        foreach (var directive in schema["directives"]!.AsArray().Select(d => d!.AsObject()))
            foreach (var draft in new[] { "isDeprecated", "deprecationReason" }) directive.Remove(draft);
        string[] own = ["Int", "Float", "String", "Boolean", "ID", "skip", "include", "deprecated", "specifiedBy", "oneOf"];
        string[] list(string member) => [.. schema[member]!.AsArray().Where(t => !((string)t!["name"]!).StartsWith("__", StringComparison.Ordinal) && !own.Contains((string)t["name"]!))
            .OrderBy(t => (string)t!["name"]!, StringComparer.Ordinal).Select(t => Sorted(t!).ToJsonString())];
        var builtIn = schema["types"]!.AsArray().Select(t => (string)t!["name"]!).Order(StringComparer.Ordinal);
        return string.Join("\n", [.. list("types"), .. list("directives"), string.Join(' ', builtIn), schema["queryType"]!.ToJsonString(), schema["mutationType"]?.ToJsonString() ?? "", $"{schema["description"]}"]);
    }

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Sorted(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(i => i is null ? null : Sorted(i))]),
        _ => node.DeepClone(),
    };

    internal const string IntrospectionQuery = """
        query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
          types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
        fragment FullType on __Type { kind name description specifiedByURL isOneOf fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }
        """;

    [Fact]
    public void Section_5_validates_as_graphql_js_does() => CompareValidation([.. Cases.Validation]);

    private void CompareValidation(List<(string Schema, string Text)> cases)
    {
        var schemas = cases.Select(c => c.Schema).Distinct().ToDictionary(s => s, SchemaBuilderTests.Build);
        foreach (var text in schemas.Keys) Assert.True(Ok(oracle.Ask(Question("schema", text, text))));
        var differences = new List<string>();
        foreach (var ((schema, text), answer) in cases.Zip(oracle.Ask(cases.Select(c => Question("validate", c.Text, c.Schema)))))
        {
            var document = Parser.Parse(text, ParserOptions.Trusted);
            if (document.Error is { } syntax)
            {
                if (answer["thrown"] is null) differences.Add($"{text}\n  js: {answer.ToJsonString()}\n  we: {syntax.Message}");
                continue;
            }
            var errors = Validator.Validate(schemas[schema], document.Document!, Limits.Trusted);
            var ours = errors.Select(e => Places(e.Locations.Select(l => (l.Line, l.Column)), e.Message.Contains("answer as"))).Order(StringComparer.Ordinal).ToList();
            var theirs = answer["errors"]!.AsArray().Select(e => Places(e!["locations"]!.AsArray().Select(l => ((int)l![0]!, (int)l[1]!)), ((string)e["message"]!).Contains("conflict because")))
                .Order(StringComparer.Ordinal).ToList();
            // Of merging, only whether there is a conflict is compared: graphql-js reports every pair.
            if (!ours.Distinct().SequenceEqual(theirs.Distinct()))
                differences.Add($"{text}\n  js: {string.Join(" | ", answer["errors"]!.AsArray().Select(e => e!.ToJsonString()))}\n  we: {string.Join(" | ", errors.Select(e => $"{e.Message} {string.Join(' ', e.Locations)}"))}");
        }
        None(differences);
    }

    private static string Places(IEnumerable<(int Line, int Column)> places, bool merging)
        => merging ? "conflict" : string.Join(' ', places.OrderBy(p => p).Select(p => $"{p.Line}:{p.Column}"));

    [Fact]
    public void Section_6_1_2_coerces_variables_as_graphql_js_does()
    {
        var schema = SchemaBuilderTests.Build(Cases.Animals);
        Assert.True(Ok(oracle.Ask(Question("schema", Cases.Animals, "variables"))));
        var cases = Cases.Variables.ToList();
        var differences = new List<string>();
        var answers = oracle.Ask(cases.Select(c =>
        {
            var question = Question("variables", $"query($v: {c.Definitions}) {{ i }}", "variables");
            question["variables"] = JsonNode.Parse(c.Variables);
            return question;
        }));
        foreach (var ((definitions, variables), answer) in cases.Zip(answers))
        {
            var operation = (OperationDefinitionNode)Parser.Parse($"query($v: {definitions}) {{ i }}").Document!.Definitions[0];
            var result = VariableValues.Coerce(schema, operation, JsonDocument.Parse(variables).RootElement);
            var ours = result.Values is null ? null : result.Values.TryGet("v", out var value) ? $"{{\"v\":{Json(value)}}}" : "{}";
            if (Ok(answer) != ours is not null || ours is not null && !JsonNode.DeepEquals(JsonNode.Parse(ours), answer["data"]))
                differences.Add($"$v: {definitions} {variables}\n  js: {answer.ToJsonString()}\n  we: {ours ?? string.Join(" | ", result.Errors.Select(e => e.Message))}");
        }
        None(differences);
    }

    private static string Json(object? value) => value switch
    {
        null => "null",
        EnumValue e => JsonSerializer.Serialize(e.Name),
        InputObject o => $"{{{string.Join(',', o.Select(f => $"{JsonSerializer.Serialize(f.Key)}:{Json(f.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(',', list.Select(Json))}]",
        _ => JsonSerializer.Serialize(value),
    };
}
