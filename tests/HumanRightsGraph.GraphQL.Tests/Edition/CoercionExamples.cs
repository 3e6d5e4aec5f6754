using System.Text.Json;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Edition;

/// <summary>The tables of coercion in the September 2025 edition: what a literal and variables become, or that they are refused.</summary>
public class CoercionExamples
{
    private const string Refused = "refused";

    private static readonly GraphQLSchema Schema = SchemaBuilderTests.Build("""
        input Pair { a: String b: Int! }
        input By @oneOf { a: String b: Int }
        input Gap { a: Int = 1 b: Int }
        enum E { ONE }
        type Query { int(v: Int): Int float(v: Float): Int string(v: String): Int boolean(v: Boolean): Int id(v: ID): Int e(v: E): Int
          pair(v: Pair): Int by(v: By): Int list(v: [Int]): Int lists(v: [[Int]]): Int must(v: Int!): Int default(v: Int = 5): Int both(v: Int! = 5): Int gap(v: Gap): Int }
        """);

    public static TheoryData<string, string, string, string, string> Tables => new()
    {
        // section, field, literal, definitions and variables, the value
        { "2.11 a variable", "int", "$v", "$v: Int|{\"v\":60}", "60" },
        { "3.5.1 Int", "int", "1", "", "1" },
        { "3.5.1 Int", "int", "2147483648", "", Refused },
        { "3.5.1 Int", "int", "1.0", "", Refused },
        { "3.5.1 Int", "int", "\"1\"", "", Refused },
        { "3.5.1 Int", "int", "true", "", Refused },
        { "3.5.1 Int", "int", "$v", "$v: Int|{\"v\":1.0}", "1" },
        { "3.5.2 Float", "float", "1", "", "1" },
        { "3.5.2 Float", "float", "1.5e3", "", "1500" },
        { "3.5.2 Float", "float", "1e999", "", Refused },
        { "3.5.2 Float", "float", "\"1.5\"", "", Refused },
        { "3.5.3 String", "string", "\"x\"", "", "\"x\"" },
        { "3.5.3 String", "string", "1", "", Refused },
        { "3.5.4 Boolean", "boolean", "true", "", "true" },
        { "3.5.4 Boolean", "boolean", "1", "", Refused },
        { "3.5.5 ID", "id", "4", "", "\"4\"" },
        { "3.5.5 ID", "id", "\"4\"", "", "\"4\"" },
        { "3.5.5 ID", "id", "4.0", "", Refused },
        { "3.5.5 ID", "id", "true", "", Refused },
        { "3.9 enum", "e", "ONE", "", "\"ONE\"" },
        { "3.9 enum", "e", "\"ONE\"", "", Refused },
        { "3.9 enum", "e", "TWO", "", Refused },
        { "3.9 enum", "e", "$v", "$v: E|{\"v\":\"ONE\"}", "\"ONE\"" },
        { "3.10 input object", "pair", "{a: \"x\", b: 1}", "", "{\"a\":\"x\",\"b\":1}" },
        { "3.10 input object", "pair", "{a: null, b: 1}", "", "{\"a\":null,\"b\":1}" },
        { "3.10 input object", "pair", "{b: 1}", "", "{\"b\":1}" },
        { "3.10 input object", "pair", "{a: $v, b: 1}", "$v: String|{\"v\":null}", "{\"a\":null,\"b\":1}" },
        { "3.10 input object", "pair", "{a: $v, b: 1}", "$v: String|{}", "{\"b\":1}" },
        { "3.10 input object", "pair", "{b: $v}", "$v: Int!|{\"v\":1}", "{\"b\":1}" },
        { "3.10 input object", "pair", "$v", "$v: Pair|{\"v\":{\"b\":1}}", "{\"b\":1}" },
        { "3.10 input object", "pair", "\"x1\"", "", Refused },
        { "3.10 input object", "pair", "$v", "$v: Pair|{\"v\":\"x1\"}", Refused },
        { "3.10 input object", "pair", "{a: \"x\", b: \"1\"}", "", Refused },
        { "3.10 input object", "pair", "{a: \"x\"}", "", Refused },
        { "3.10 input object", "pair", "{b: $v}", "$v: Int!|{}", Refused },
        { "3.10 input object", "pair", "$v", "$v: Pair|{\"v\":{\"a\":\"x\"}}", Refused },
        { "3.10 input object", "pair", "{a: \"x\", b: null}", "", Refused },
        { "3.10 input object", "pair", "{b: $v}", "$v: Int!|{\"v\":null}", Refused },
        { "3.10 input object", "pair", "{b: 1, c: \"y\"}", "", Refused },
        { "3.10 defaults fill what is absent", "gap", "{}", "", "{\"a\":1}" },
        { "3.10 and not what is null", "gap", "{a: null}", "", "{\"a\":null}" },
        { "3.10 nor what a variable gives", "gap", "{a: $v}", "$v: Int|{\"v\":null}", "{\"a\":null}" },
        { "3.10 but what it does not give", "gap", "{a: $v}", "$v: Int|{}", "{\"a\":1}" },
        { "3.10.1 OneOf", "by", "{a: \"x\", b: 1}", "", Refused },
        { "3.10.1 OneOf", "by", "{a: null, b: 1}", "", Refused },
        { "3.10.1 OneOf", "by", "{a: null, b: null}", "", Refused },
        { "3.10.1 OneOf", "by", "{a: null}", "", Refused },
        { "3.10.1 OneOf", "by", "{b: 1}", "", "{\"b\":1}" },
        { "3.10.1 OneOf", "by", "{a: $v, b: 1}", "$v: String!|{\"v\":null}", Refused },
        { "3.10.1 OneOf", "by", "{a: $v, b: 1}", "$v: String|{}", Refused },
        { "3.10.1 OneOf", "by", "{b: $v}", "$v: Int!|{\"v\":1}", "{\"b\":1}" },
        { "3.10.1 OneOf", "by", "$v", "$v: By|{\"v\":{\"b\":1}}", "{\"b\":1}" },
        { "3.10.1 OneOf", "by", "\"x1\"", "", Refused },
        { "3.10.1 OneOf", "by", "$v", "$v: By|{\"v\":\"x1\"}", Refused },
        { "3.10.1 OneOf", "by", "{a: \"x\", b: \"1\"}", "", Refused },
        { "3.10.1 OneOf", "by", "{b: \"1\"}", "", Refused },
        { "3.10.1 OneOf", "by", "{b: $v}", "$v: Int|{\"v\":1}", Refused },
        { "3.10.1 OneOf", "by", "$v", "$v: By|{\"v\":{\"a\":\"x\"}}", "{\"a\":\"x\"}" },
        { "3.10.1 OneOf", "by", "{a: \"x\", b: null}", "", Refused },
        { "3.10.1 OneOf", "by", "{b: 1, c: \"y\"}", "", Refused },
        { "3.10.1 OneOf", "by", "{}", "", Refused },
        { "3.10.1 OneOf", "by", "$v", "$v: By|{\"v\":{\"a\":\"x\",\"b\":1}}", Refused },
        { "3.10.1 OneOf", "by", "$v", "$v: By|{\"v\":{\"a\":null}}", Refused },
        { "3.11 list", "list", "[1, 2, 3]", "", "[1,2,3]" },
        { "3.11 list", "list", "[1, \"b\", true]", "", Refused },
        { "3.11 list", "list", "1", "", "[1]" },
        { "3.11 list", "list", "null", "", "null" },
        { "3.11 list of lists", "lists", "[[1], [2, 3]]", "", "[[1],[2,3]]" },
        { "3.11 list of lists", "lists", "[1, 2, 3]", "", "[[1],[2],[3]]" },
        { "3.11 list of lists", "lists", "[1, null, 3]", "", "[[1],null,[3]]" },
        { "3.11 list of lists", "lists", "[[1], [\"b\"]]", "", Refused },
        { "3.11 list of lists", "lists", "1", "", "[[1]]" },
        { "3.11 list of lists", "lists", "null", "", "null" },
        { "3.11 list", "list", "$v", "$v: [Int]|{\"v\":1}", "[1]" },
        { "3.11 list", "list", "[$v, 1]", "$v: Int|{}", "[null,1]" },
        { "3.12 non-null", "must", "null", "", Refused },
        { "3.12 non-null", "must", "$v", "$v: Int!|{}", Refused },
        { "3.12 non-null", "must", "$v", "$v: Int|{\"v\":1}", Refused },
        { "6.1.2 variables", "int", "$v", "$v: Int = 3|{}", "3" },
        { "6.1.2 variables", "int", "$v", "$v: Int = 3|{\"v\":null}", "null" },
        { "6.1.2 variables", "must", "$v", "$v: Int! = 3|{}", "3" },
        { "6.1.2 variables", "must", "$v", "$v: Int! = 3|{\"v\":null}", Refused },
        { "6.1.2 variables", "int", "1", "|{\"unknown\":2}", "1" },
        { "6.4.1 arguments", "default", "$v", "$v: Int|{}", "5" },
        { "6.4.1 arguments", "default", "$v", "$v: Int|{\"v\":null}", "null" },
        { "6.4.1 arguments", "default", "null", "", "null" },
        { "6.4.1 arguments", "both", "$v", "$v: Int|{}", "5" },
        { "6.4.1 arguments", "both", "$v", "$v: Int|{\"v\":null}", Refused },
        { "6.4.1 arguments", "int", "$v", "$v: Int|{}", "absent" },
    };

    [Theory, MemberData(nameof(Tables))]
    public void Sections_3_and_6_a_value_is_coerced_or_refused(string section, string field, string literal, string given, string value)
    {
        Assert.NotEmpty(section);
        var parts = given.Split('|');
        var document = Parser.Parse($"query{(parts[0].Length > 0 ? $"({parts[0]})" : "")} {{ {field}(v: {literal}) }}").Document!;
        Assert.Equal(value, Coerced(document, field, parts.Length > 1 ? parts[1] : "{}"));
    }

    private static string Coerced(DocumentNode document, string field, string json)
    {
        if (!Validator.Validate(Schema, document).IsEmpty) return Refused;
        var operation = (OperationDefinitionNode)document.Definitions[0];
        if (VariableValues.Coerce(Schema, operation, JsonDocument.Parse(json).RootElement).Values is not { } variables) return Refused;
        var node = (FieldNode)operation.SelectionSet.Selections[0];
        return ArgumentValues.Coerce(Schema.QueryType.Fields.Find(field)!.Arguments, node.Arguments, variables).Values is not { } values ? Refused
            : values.TryGetValue("v", out var value) ? Show(value) : "absent";
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        EnumValue e => $"\"{e.Name}\"",
        InputObject o => $"{{{string.Join(',', o.Select(f => $"\"{f.Key}\":{Show(f.Value)}"))}}}",
        IReadOnlyList<object?> list => $"[{string.Join(',', list.Select(Show))}]",
        _ => JsonSerializer.Serialize(value),
    };
}
