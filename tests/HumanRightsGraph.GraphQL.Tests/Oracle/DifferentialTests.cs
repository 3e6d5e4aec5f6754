using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
            // Directives of directive definitions: a listed difference.
            if (Ok(answer) && Regex.IsMatch((string)answer["printed"]!, @"^(extend )?directive @.*@.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)) continue;
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

    [Fact]
    public void Section_3_prints_definitions_to_the_byte_as_graphql_js_does()
    {
        var generator = new SchemaGenerator(Seed.Numbers(7));
        List<string> texts = [Cases.Animals, Cases.Small, VariableValuesTests.Text, .. Cases.Schemas, .. Enumerable.Range(0, 100).Select(_ => generator.Schema())];
        var (differences, compared) = (new List<string>(), 0);
        foreach (var text in texts)
        {
            // graphql-js leaves out a directive of the specification's even where it is another one.
            if (text.Contains("directive @skip") || Parser.Parse(text, ParserOptions.Trusted).Document is not { } document || SchemaBuilder.Build(document).Schema is not { } schema) continue;
            if (!Ok(oracle.Ask(Question("schema", text, "printed")))) continue;
            var theirs = oracle.Ask(Question("definitions", "", "printed"))["data"]!.AsArray().Select(d => (string)d!).Order(StringComparer.Ordinal).ToList();
            var ours = schema.Types.Where(t => !t.IsBuiltIn).Select(SchemaPrinter.Print).Concat(schema.Directives.Where(d => !d.IsBuiltIn).Select(SchemaPrinter.Print)).ToList();
            var whole = SchemaPrinter.Print(schema);
            var root = ours.Aggregate(whole, (rest, definition) => rest.Replace(definition, "", StringComparison.Ordinal)).Trim();
            if (root.Length > 0) ours.Add(root);
            compared++;
            if (!theirs.SequenceEqual(ours.Order(StringComparer.Ordinal))) differences.Add($"js: {string.Join("\n", theirs.Except(ours))}\nwe: {string.Join("\n", ours.Except(theirs))}");
        }
        None(differences);
        Assert.True(compared > 60);
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

    /// <summary>How many are valid.</summary>
    private int CompareValidation(List<(string Schema, string Text)> cases)
    {
        var schemas = cases.Select(c => c.Schema).Distinct().ToDictionary(s => s, SchemaBuilderTests.Build);
        foreach (var text in schemas.Keys) Assert.True(Ok(oracle.Ask(Question("schema", text, text))));
        var differences = new List<string>();
        var valid = 0;
        foreach (var ((schema, text), answer) in cases.Zip(oracle.Ask(cases.Select(c => Question("validate", c.Text, c.Schema)))))
        {
            var document = Parser.Parse(text, ParserOptions.Trusted);
            if (document.Error is { } syntax)
            {
                if (answer["thrown"] is null) differences.Add($"{text}\n  js: {answer.ToJsonString()}\n  we: {syntax.Message}");
                continue;
            }
            var errors = Validator.Validate(schemas[schema], document.Document!, Limits.Trusted);
            if (errors.IsEmpty) valid++;
            var ours = errors.Select(e => Places(e.Locations.Select(l => (l.Line, l.Column)), e.Message.Contains("answer as"))).Order(StringComparer.Ordinal).ToList();
            var theirs = answer["errors"]!.AsArray().Select(e => Places(e!["locations"]!.AsArray().Select(l => ((int)l![0]!, (int)l[1]!)), ((string)e["message"]!).Contains("conflict because")))
                .Order(StringComparer.Ordinal).ToList();
            // What an unused or circular fragment would merge is never asked.
            if (errors.Any(e => e.Message.Contains("uses the fragment") || e.Message.Contains("contains itself")))
            {
                ours.RemoveAll(e => e == "conflict");
                theirs.RemoveAll(e => e == "conflict");
            }
            // Of merging, only whether there is a conflict is compared: graphql-js reports every pair.
            if (!ours.Distinct().SequenceEqual(theirs.Distinct()))
                differences.Add($"{text}\n  js: {string.Join(" | ", answer["errors"]!.AsArray().Select(e => e!.ToJsonString()))}\n  we: {string.Join(" | ", errors.Select(e => $"{e.Message} {string.Join(' ', e.Locations)}"))}");
        }
        None(differences);
        return valid;
    }

    /// <summary>The long column: <c>HRGRAPH_SCHEMAS</c> generated schemas (200) and <c>HRGRAPH_CASES</c> documents over each (10,000).</summary>
    [Fact]
    public void Section_5_generated_documents_are_judged_as_graphql_js_judges_them()
    {
        var random = Seed.Numbers();
        var generator = new SchemaGenerator(random);
        var (schemas, documents) = (Number("HRGRAPH_SCHEMAS", 12), Number("HRGRAPH_CASES", 100));
        var (valid, all) = (0, 0);
        for (var i = 0; i < schemas; i++)
        {
            var text = i == 0 ? Cases.Animals : generator.Schema();
            while (Parser.Parse(text, ParserOptions.Trusted).Document is not { } document || !SchemaBuilder.Build(document).Errors.IsEmpty) text = generator.Schema();
            var generated = new DocumentGenerator(SchemaBuilderTests.Build(text), random);
            for (var left = i == 0 ? 10 * documents : documents; left > 0; left -= 1_000)
            {
                List<(string, string)> cases = [.. Enumerable.Range(0, Math.Min(left, 1_000)).Select(_ => (text, generated.Document()))];
                valid += CompareValidation(cases);
                all += cases.Count;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{all} documents over {schemas} schemas, {valid} valid {Seed.Note}");
        Assert.InRange(valid, all / 5, all * 4 / 5);
    }

    private static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    [Fact]
    public void Section_2_mutated_documents_are_parsed_as_graphql_js_parses_them()
    {
        var random = Seed.Numbers(1);
        var documents = new DocumentGenerator(SchemaBuilderTests.Build(Cases.Animals), random);
        var schemas = new SchemaGenerator(random);
        var known = Cases.Syntax.Concat(Cases.SchemaSyntax).ToList();
        CompareSyntax([.. Enumerable.Range(0, 2000).Select(i => Mutation(i % 3 == 0 ? documents.Document() : i % 3 == 1 ? schemas.Schema() : known[random.Next(known.Count)], random))]);
    }

    internal static string Mutation(string text, Random random)
    {
        for (var n = random.Next(3); n > 0 && text.Length > 0; n--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(4), text.Length - at);
            string[] pieces = ["", "{", "}", "(", ")", "[", "]", "!", "$", "@", ":", "=", "|", "&", "...", "\"", "\"\"\"", "\\", "#", "\n", ",", "0", "1.5", "-", "e", " on ", "null", "é", "💩", "\uFEFF", "\\u{1F600}", "\\n", text.Substring(at, length)];
            text = text.Remove(at, length).Insert(at, pieces[random.Next(pieces.Length)]);
        }
        // The JSON of the question has no lone surrogates.
        return new(text.Where((c, i) => !char.IsSurrogate(c) || char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) || char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1])).ToArray());
    }

    [Fact]
    public void Section_3_generated_schemas_are_judged_and_introspected_as_graphql_js_does()
    {
        var generator = new SchemaGenerator(Seed.Numbers(2));
        var texts = Enumerable.Range(0, 400).Select(_ => generator.Schema()).ToList();
        var differences = new List<string>();
        var valid = new List<string>();
        foreach (var (text, answer) in texts.Zip(oracle.Ask(texts.Select((t, i) => Question("schema", t, $"generated {i}")))))
        {
            var parsed = Parser.Parse(text, ParserOptions.Trusted);
            var errors = parsed.Error is { } syntax ? [syntax] : SchemaBuilder.Build(parsed.Document!).Errors;
            if (Ok(answer) != errors.IsEmpty) differences.Add($"{text}\n  js: {answer.ToJsonString()}\n  we: {string.Join(" | ", errors.Select(e => e.Message))}");
            else if (errors.IsEmpty) valid.Add(text);
        }
        None(differences);
        Assert.InRange(valid.Count, texts.Count / 5, texts.Count * 4 / 5);
        foreach (var text in valid.Take(40))
        {
            oracle.Ask(Question("schema", text, "introspection"));
            var theirs = oracle.Ask(Question("introspection", "", "introspection"))["data"]!;
            Assert.Equal(Normal(theirs), Normal(JsonNode.Parse(IntrospectionTests.Answer(SchemaBuilderTests.Build(SchemaPrinter.Print(SchemaBuilderTests.Build(text))), IntrospectionQuery).Data)!));
        }
    }

    [Fact]
    public void Section_6_4_1_arguments_are_coerced_as_graphql_js_does()
    {
        string[] calls = ["i(v: X)", "def(v: X)", "nul(v: X)", "req(v: X)", "list(v: X, nn: [])", "list(v: [X, 1], nn: [])", "list(nn: [X])", "list(nn: X)", "in(in: {r: X})", "in(in: {r: 1, o: X})", "in(in: {r: 1, n: X})", "in(in: {r: 1, list: [X]})", "in(in: {r: 1, in: {r: 2, o: X}})", "in(ins: {r: X})", "one(one: {a: X})", "any(v: X)", "any(v: {a: [X]})", "two(a: X, b: 2)"];
        string[] literals = ["null", "1", "[1]", "[null]"];
        string[] types = ["Int", "Int!", "Int = 9", "Int! = 9", "Int = null", "[Int]", "[Int!]!"];
        string[] jsons = ["{}", "{\"v\":null}", "{\"v\":3}", "{\"v\":[3]}"];
        var cases = (from call in calls
                     from x in literals.Select(l => (Value: l, Definition: "", Json: "{}")).Concat(from t in types from j in jsons select (Value: "$v", Definition: $"($v: {t})", Json: j))
                     select (Text: $"query{x.Definition}{{{call.Replace("X", x.Value)}}}", x.Json)).Concat(from call in calls select (Text: $"{{{call.Replace("v: X, ", "").Replace("(v: X)", "").Replace(": X", ": 1").Replace("[X, 1]", "1").Replace("[X]", "1")}}}", Json: "{}")).ToList();
        var schema = SchemaBuilderTests.Build(ArgumentSchema);
        Assert.True(Ok(oracle.Ask(Question("schema", ArgumentSchema, "arguments"))));
        var answers = oracle.Ask(cases.Select(c =>
        {
            var question = Question("execute", c.Text, "arguments");
            question["variables"] = JsonNode.Parse(c.Json);
            return question;
        }));
        var differences = new List<string>();
        foreach (var ((text, json), answer) in cases.Zip(answers))
        {
            var ours = Arguments(schema, text, json);
            var theirs = answer["data"] is JsonObject data && data.First().Value is JsonValue value ? (string)value! : null;
            if (ours is null != theirs is null || ours is not null && !JsonNode.DeepEquals(JsonNode.Parse(ours), JsonNode.Parse(theirs!)))
                differences.Add($"{text} {json}\n  js: {answer.ToJsonString()}\n  we: {ours}");
        }
        None(differences);
        Assert.True(cases.Count > 500);
    }

    /// <summary>Every field a string: it answers with its arguments.</summary>
    private static readonly string ArgumentSchema = Cases.Animals[..Cases.Animals.IndexOf("type Query", StringComparison.Ordinal)] + """
        type Query { i(v: Int): String, req(v: Int!): String, def(v: Int! = 5): String, nul(v: Int = 5): String, any(v: Any): String, in(in: In, ins: [In!]): String,
          one(one: One): String, list(v: [Int], nn: [Int!]!): String, two(a: Int!, b: Int!): String }
        """;

    private static string? Arguments(GraphQLSchema schema, string text, string json)
    {
        var document = Parser.Parse(text).Document!;
        if (!Validator.Validate(schema, document).IsEmpty) return null;
        var operation = (OperationDefinitionNode)document.Definitions[0];
        if (VariableValues.Coerce(schema, operation, JsonDocument.Parse(json).RootElement).Values is not { } variables) return null;
        var field = (FieldNode)operation.SelectionSet.Selections[0];
        return ArgumentValues.Coerce(schema.QueryType.Fields.Find(field.Name.Value)!.Arguments, field.Arguments, variables).Values is { } values ? Json(values) : null;
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
