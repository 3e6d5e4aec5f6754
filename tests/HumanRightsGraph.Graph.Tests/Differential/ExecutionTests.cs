using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Tests.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.Graph.Tests.Differential;

/// <summary>
/// Execution (GraphQL §6, §7) held against graphql-js: random schemas, random objects with nulls where none may be and root fields that fail,
/// random operations with fragments and conditions. The members of <c>data</c> must come in the same order, nulls must climb to the same
/// places, errors must have the same paths. <c>HRGRAPH_CASES</c> asks for more schemas.
/// </summary>
public sealed class ExecutionTests(GraphQLJs oracle)
{
    private const int DocumentsPerSchema = 40;

    [Fact]
    public async Task Section_6_operations_over_failing_objects_are_answered_as_graphql_js_answers_them()
    {
        var random = Seed.Numbers(60);
        var generator = new SchemaGenerator(random);
        var schemas = Environment.GetEnvironmentVariable("HRGRAPH_CASES") is { Length: > 0 } cases ? int.Parse(cases, CultureInfo.InvariantCulture) : 30;
        var differences = new List<string>();
        var (answered, nulled) = (0, 0);
        for (var i = 0; i < schemas; i++)
        {
            GraphQLSchema? schema;
            string text;
            do schema = Parser.Parse(text = generator.Schema(), ParserOptions.Trusted).Document is { } parsed ? SchemaBuilder.Build(parsed).Schema : null;
            while (schema is null || schema.QueryType.Name != "Query" || schema.MutationType is not null);
            var objects = new FailingObjects(schema, random);
            var graph = new SmallGraph(GraphSchemaReader.Read("type Thing @node(labels: [\"Thing\"]) @root(field: \"oneThing\", list: \"allThings\") { id: ID! @unique }").Model!)
            {
                ExtraSdl = text.Replace("type Query {", "extend type Query {", StringComparison.Ordinal),
                Options = new() { Handlers = objects.Handlers },
            };
            Assert.True((bool)oracle.Ask(new JsonObject { ["command"] = "schema", ["text"] = graph.Pipeline.Api.Sdl, ["id"] = "execution" })["ok"]!);
            var documents = new DocumentGenerator(schema, random) { ConditionsOnly = true };
            var questions = new List<(string Text, string Variables)>();
            while (questions.Count < DocumentsPerSchema)
            {
                var document = documents.Document();
                if (Parser.Parse(document).Document is { } read && read.Definitions.OfType<OperationDefinitionNode>().Count() == 1 && Validator.Validate(schema, read).IsEmpty)
                    questions.Add((document, Variables(documents.Variables.Keys, random)));
            }
            var answers = oracle.Ask(questions.Select(q => new JsonObject
            {
                ["command"] = "run",
                ["id"] = "execution",
                ["text"] = q.Text,
                ["variables"] = JsonNode.Parse(q.Variables),
                ["objects"] = objects.Json.DeepClone(),
            }));
            foreach (var ((document, variables), theirs) in questions.Zip(answers))
            {
                using var json = JsonDocument.Parse(variables);
                using var answer = await graph.Pipeline.ExecuteAsync(new(document, null, json.RootElement), TestContext.Current.CancellationToken);
                var ours = JsonNode.Parse(answer.Utf8.Span)!;
                if (answer.Errors.Any(e => e.Code == ErrorCodes.LimitExceeded)) continue;
                answered++;
                if (ours["errors"] is not null) nulled++;
                if (Show(ours) != Show(theirs)) differences.Add($"{document}\n{variables}\n  js: {Show(theirs)}\n  we: {Show(ours)}\n{text}");
            }
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {answered} {Seed.Note}:\n{string.Join("\n\n", differences.Take(3))}");
        Assert.InRange(nulled, answered / 10, answered * 9 / 10);
    }

    private static string Variables(IEnumerable<string> names, Random random)
        => "{" + string.Join(",", names.Select(n => (Name: n, Value: random.Next(6))).Where(v => v.Value > 0).Select(v => $"\"{v.Name}\":{(v.Value == 1 ? "null" : v.Value % 2 == 0 ? "true" : "false")}")) + "}";

    /// <summary>Data as text, members in their order, and the paths of errors; a request error is one word.</summary>
    private static string Show(JsonNode answer)
    {
        if (!answer.AsObject().ContainsKey("data")) return "refused";
        var paths = (answer["errors"]?.AsArray() ?? []).Select(e => e!["path"]?.ToJsonString() ?? "").Order(StringComparer.Ordinal);
        return $"{answer["data"]?.ToJsonString() ?? "null"} {string.Join(' ', paths)}";
    }

    /// <summary>A few objects of every type that refer to each other, with nulls anywhere, and root fields of which some fail.</summary>
    private sealed class FailingObjects
    {
        private const int OfEachType = 2;

        private readonly GraphQLSchema _schema;
        private readonly Random _random;
        private readonly Dictionary<string, Dictionary<string, object?>> _objects = [];
        private readonly JsonObject _roots = [];

        public FailingObjects(GraphQLSchema schema, Random random)
        {
            (_schema, _random) = (schema, random);
            var types = schema.Types.OfType<ObjectType>().Where(t => !t.IsBuiltIn && t != schema.QueryType).ToList();
            foreach (var type in types)
                for (var i = 0; i < OfEachType; i++) _objects[$"{type.Name}#{i}"] = new() { ["__typename"] = type.Name };
            var members = new JsonObject();
            foreach (var type in types)
            {
                for (var i = 0; i < OfEachType; i++)
                {
                    var json = new JsonObject { ["__typename"] = type.Name };
                    foreach (var field in type.Fields) (_objects[$"{type.Name}#{i}"][field.Name], json[field.Name]) = Value(field.Type);
                    members[$"{type.Name}#{i}"] = json;
                }
            }
            var handlers = new Dictionary<string, RootFieldHandler>();
            foreach (var field in schema.QueryType.Fields)
            {
                var fails = random.Next(12) == 0;
                var (value, json) = Value(field.Type);
                _roots[field.Name] = fails ? new JsonObject { ["fails"] = true } : json;
                handlers[field.Name] = (_, _) => new(fails ? new HandlerAnswer(null, GraphQLError.Of(ErrorCodes.Conflict, "Not so.")) : new HandlerAnswer(value));
            }
            Handlers = new(handlers);
            Json = new JsonObject { ["roots"] = _roots, ["members"] = members };
        }

        public RootFieldHandlers Handlers { get; }

        public JsonObject Json { get; }

        private (object? Value, JsonNode? Json) Value(GraphQLType type)
        {
            if (_random.Next(type is NonNullType ? 20 : 8) == 0) return (null, null);
            switch (type.Nullable)
            {
                case ListType list:
                    var items = Enumerable.Range(0, _random.Next(4)).Select(_ => Value(list.OfType)).ToList();
                    return (items.Select(i => i.Value).ToList(), new JsonArray([.. items.Select(i => i.Json)]));
                case CompositeType composite:
                    var possible = _schema.PossibleTypes(composite);
                    if (possible.Count == 0) return (null, null);
                    var name = $"{possible[_random.Next(possible.Count)].Name}#{_random.Next(OfEachType)}";
                    return (_objects[name], new JsonObject { ["$"] = name });
                case EnumType @enum:
                    var choice = @enum.Values[_random.Next(@enum.Values.Count)].Name;
                    return (new EnumValue(choice), choice);
                case ScalarType { Name: "Int" }:
                    var number = _random.Next(-9, 9);
                    return (number, number);
                case ScalarType { Name: "Float" }: return (1.5, 1.5);
                case ScalarType { Name: "Boolean" }: return (true, true);
                default: return ("é\"\n", "é\"\n");
            }
        }
    }
}
